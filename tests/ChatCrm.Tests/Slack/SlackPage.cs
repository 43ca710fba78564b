using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack;

/// <summary>What one person has seen of what happened, and what came by itself.</summary>
internal sealed class SlackPage(Person person)
{
    private readonly List<Post> pushed = [];
    private readonly List<Post> redrawn = [];

    /// <summary>How much of what happened is known.</summary>
    public int Seen { get; private set; }

    /// <summary>The message whose button opened the form.</summary>
    public Post? Opener { get; set; }

    public IReadOnlyList<Post> Pushed => [.. pushed.Where(post => !post.Deleted)];

    /// <summary>Takes in what happened since; gives what of it is this person's.</summary>
    public IReadOnlyList<Happening> Read(IReadOnlyList<Happening> since)
    {
        Seen += since.Count;
        var own = since.Where(one => one.Post is { } post ? one.Via != Via.Person && post.IsSeenBy(person) : one.User == person.Id).ToList();
        foreach (var one in own.Where(one => one.Post is not null))
        {
            redrawn.Remove(one.Post!);
            if (one.What == Happened.Posted) pushed.Add(one.Post!);
            if (one.What == Happened.Updated) redrawn.Add(one.Post!);
        }
        return own;
    }

    /// <summary>
    /// The message that answers: what came as an answer or for this person alone, else the first new one there, else the pressed card drawn again.
    /// It did not come by itself.
    /// </summary>
    public Post? TakeAnswer(IReadOnlyList<Happening> happened, Room room, Post? pressed)
    {
        var posted = happened.Where(one => one.What == Happened.Posted && one.Post!.Room == room && !one.Post.Deleted).ToList();
        var answer = posted.LastOrDefault(one => one.Via != Via.Api || one.Post!.Only is not null)?.Post
            ?? posted.FirstOrDefault()?.Post
            ?? happened.LastOrDefault(one => one.What == Happened.Updated && one.Post == pressed)?.Post;
        if (answer is null) return null;
        pushed.Remove(answer);
        redrawn.Remove(answer);
        return answer;
    }

    public Post? TakePushed(Room room) => Take(pushed, pushed.FirstOrDefault(post => post.Room == room && !post.Deleted));

    public Post? TakeRedrawn(Room room) => Take(redrawn, redrawn.LastOrDefault(post => post.Room == room && !post.Deleted));

    private static Post? Take(List<Post> from, Post? post)
    {
        if (post is not null) from.Remove(post);
        return post;
    }
}
