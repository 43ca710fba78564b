using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams;

/// <summary>What one person has seen of what happened, and what came by itself.</summary>
internal sealed class TeamsPage(Person person)
{
    private readonly List<Post> pushed = [];
    private readonly List<Post> redrawn = [];
    private readonly Dictionary<Post, int> refreshed = [];

    /// <summary>How much of what happened is known.</summary>
    public int Seen { get; private set; }

    /// <summary>The room in which a card of the direct chat was asked for; none for what was asked there.</summary>
    public Dictionary<Post, Room> AskedIn { get; } = [];

    /// <summary>The card whose button opened the form.</summary>
    public Post? Opener { get; set; }

    /// <summary>The form that stands in a chat as a card; none where a dialog is open, or where it was sent.</summary>
    public Post? Form { get; set; }

    public IReadOnlyList<Post> Pushed => [.. pushed.Where(post => !post.Deleted)];

    /// <summary>Takes in what happened since; gives what of it is this person's.</summary>
    public IReadOnlyList<Happening> Read(IReadOnlyList<Happening> since)
    {
        Seen += since.Count;
        var own = since.Where(IsOwn).ToList();
        foreach (var one in own.Where(one => one.What is Happened.Posted or Happened.Updated))
        {
            redrawn.Remove(one.Post!);
            (one.What == Happened.Posted ? pushed : redrawn).Add(one.Post!);
        }
        return own;
    }

    /// <summary>It did not come by itself.</summary>
    public void Expected(Post post)
    {
        pushed.Remove(post);
        redrawn.Remove(post);
    }

    public Post? TakePushed(Func<Post, bool> there) => Take(pushed, pushed.FirstOrDefault(post => there(post) && !post.Deleted));

    public Post? TakeRedrawn(Func<Post, bool> there) => Take(redrawn, redrawn.LastOrDefault(post => there(post) && !post.Deleted));

    /// <summary>True once for each state of a card: a client asks for its own card when it comes into view.</summary>
    public bool ComesIntoView(Post post)
    {
        if (refreshed.GetValueOrDefault(post) == post.Version) return false;
        refreshed[post] = post.Version;
        return true;
    }

    /// <summary>The card as it now is was seen.</summary>
    public void Saw(Post post) => refreshed[post] = post.Version;

    private bool IsOwn(Happening one) => one.Person is { } only ? only == person.Id : one.What != Happened.Typing && one.Post is { IsTyped: false } post && post.Room.Members.Contains(person.Id);

    private static Post? Take(List<Post> from, Post? post)
    {
        if (post is not null) from.Remove(post);
        return post;
    }
}
