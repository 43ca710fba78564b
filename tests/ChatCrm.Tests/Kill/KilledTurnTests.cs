using ChatCrm.Benchmarks.Kill;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Kill;

/// <summary>
/// The service killed between any two steps of a turn, started again, and told the turn once more, as its platform does. A step is a call of the store:
/// between two of them nothing outlives the process.
/// </summary>
public sealed class KilledTurnTests
{
    /// <summary>What leads up to a turn, and the turn; it may need what was answered before.</summary>
    private static readonly Dictionary<string, Func<FrozenProduct, Task<PlainTurn>>> Turns = new()
    {
        ["a call with its follow-up"] = _ => Task.FromResult(Said("""log Acme GmbH call 15m "price" follow tue 3pm "send samples" """)),
        ["an undo"] = async product => Pressed(await product.Answer(Said("""log Acme GmbH call 15m "price" follow tue 3pm "send samples" """)), "turn.undo"),
        ["a form"] = async product => Sent(await product.Answer(Said("log Acme GmbH")), ("kind", "Call"), ("text", "price"), ("next", "tue 3pm")),
        ["a follow-up that is done"] = async product =>
        {
            await product.Answer(Said("""follow Acme GmbH tue 3pm "send samples" remind #sales"""));
            return Said("""done 1 "sent" """, "t2");
        },
        ["a new tier, of which the manager is told"] = _ => Task.FromResult(Said("""set Acme KK tier:vip "3 orders in Q3" """)),
        ["a newcomer's first turn"] = _ => Task.FromResult(Said("me tz Asia/Tokyo") with { Who = "lee" }),
    };

    public static TheoryData<string> All => [.. Turns.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task E4_Killed_between_any_two_steps_a_turn_is_done_once_or_not_at_all(string what)
    {
        using var folder = new Folder();
        var before = folder.File("before.db");
        var turn = await Prepared(before, Turns[what]);
        var whole = await Whole(folder, before, turn);
        Assert.True(whole.Steps.Count(step => step is { IsCommit: true, IsAfter: true }) >= 1 && whole.Books[0] != whole.Books[^1], "The turn changes nothing.");
        await Parallel.ForEachAsync(Deaths(whole.Steps), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (step, _) =>
        {
            var file = folder.File($"{step.Number}{step.IsAfter}.db");
            File.Copy(before, file);
            var (acknowledged, died) = await Killed.Run(file, [turn], 1, step.IsAfter, step.Number);
            Assert.True(died && acknowledged.Count == 0, $"It was to be killed at {step}.");
            await using var store = new SqliteRowStore(file);
            await using var product = new FrozenProduct(store);
            // All of each commit until then, and nothing else.
            var commits = whole.Steps.TakeWhile(other => other != step).Append(step).Count(other => other is { IsCommit: true, IsAfter: true });
            Assert.Equal(whole.Books[commits], await Books.Read(store, FrozenProduct.Workspace));
            Assert.Equal(whole.Answer, (await product.Answer(turn)).Plain());
            Assert.Equal(whole.Books[^1], await Books.Read(store, FrozenProduct.Workspace));
        });
    }

    /// <summary>Before every step, after every commit, and after the last step; after any other step is before the next one.</summary>
    private static IEnumerable<Step> Deaths(IReadOnlyList<Step> steps) => steps.Where(step => !step.IsAfter || step.IsCommit || step == steps[^1]);

    /// <summary>The turn in a process that lives on: its steps, all rows at first and after each commit, and the answer.</summary>
    private static async Task<(IReadOnlyList<Step> Steps, IReadOnlyList<IReadOnlyList<string>> Books, string Answer)> Whole(Folder folder, string before, PlainTurn turn)
    {
        var file = folder.File("whole.db");
        File.Copy(before, file);
        await using var store = new SqliteRowStore(file);
        List<Step> steps = [];
        List<IReadOnlyList<string>> books = [await Books.Read(store, FrozenProduct.Workspace)];
        await using var product = new FrozenProduct(new SteppedStore(store, step =>
        {
            steps.Add(step);
            if (step is { IsCommit: true, IsAfter: true }) books.Add(Books.Read(store, FrozenProduct.Workspace).GetAwaiter().GetResult());
        }));
        var answer = (await product.Answer(turn)).Plain();
        await Books.FitTogether(store, FrozenProduct.Workspace, product.Kinds);
        return (steps, books, answer);
    }

    /// <summary>Makes a closed file with the cast and what leads up to the turn.</summary>
    private static async Task<PlainTurn> Prepared(string file, Func<FrozenProduct, Task<PlainTurn>> lead)
    {
        await using var store = new SqliteRowStore(file);
        await using var product = new FrozenProduct(store);
        await Cast.Seed(store, FrozenProduct.Workspace, product.Kinds);
        return await lead(product);
    }

    private static PlainTurn Said(string line, string id = "t1") => new(id, "mei") { Line = line };

    private static PlainTurn Pressed(Reply reply, string button)
    {
        var card = reply.Card();
        var pressed = card.Buttons().First(each => each.Id == button);
        return new("t2", "mei") { Pressed = new(pressed.Id, pressed.Value, card.Drawing, "m-t1") };
    }

    private static PlainTurn Sent(Reply reply, params (string Field, string Value)[] answers)
    {
        var form = reply.Form();
        var values = form.Fields.ToDictionary(field => field.Id, field => field.Value);
        foreach (var (field, value) in answers) values[field] = value;
        return new("t2", "mei") { Submitted = new(form.Id, form.FormId, form.State, values) };
    }
}
