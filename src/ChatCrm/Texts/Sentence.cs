using System.Text;
using ChatCrm.Conversation;

namespace ChatCrm.Texts;

/// <summary>One message being said: fills a pattern with arguments and collects the runs.</summary>
/// <remarks>Neighbouring words of ours become one run; what a caller passed as runs stays as it was.</remarks>
internal ref struct Sentence(string owner, Plural plural, ReadOnlySpan<(string Name, object Value)> arguments)
{
    private const int Longest = 1024;

    /// <summary>This thread's paper, while nobody writes on it.</summary>
    [ThreadStatic]
    private static StringBuilder? kept;

    private readonly ReadOnlySpan<(string Name, object Value)> arguments = arguments;
    private readonly StringBuilder words = Taken();

    /// <summary>Null while all that is said is to be one string.</summary>
    private List<Run>? runs;

    public Text Say(Pattern pattern)
    {
        runs = [];
        Add(pattern);
        Flush(runs);
        Return();
        return new([.. runs]);
    }

    public string Plain(Pattern pattern)
    {
        Add(pattern);
        var said = words.ToString();
        Return();
        return said;
    }

    private static StringBuilder Taken()
    {
        var paper = kept ?? new(64);
        kept = null;
        return paper;
    }

    private void Return()
    {
        if (words.Capacity <= Longest) kept = words.Clear();
    }

    private void Add(Pattern pattern)
    {
        for (var i = 0; i < pattern.Parts.Count; i++)
        {
            var part = pattern.Parts[i];
            if (part is Literal literal) words.Append(literal.Value);
            else if (part is Argument argument) Add(Value(argument.Name), argument.Name);
            else Add(Branch(part));
        }
    }

    private void Add(object value, string name)
    {
        switch (value)
        {
            // A bare string may be anybody's words, so it never counts as ours.
            case string typed when runs is null: words.Append(typed); break;
            case string typed: Splice(runs, Text.Theirs(typed)); break;
            case Run run: Splice(runs, run); break;
            case Text text: Splice(runs, text); break;
            default: words.Append(Numbers.Show(Number(value, name))); break;
        }
    }

    private Pattern Branch(Part part) => part switch
    {
        PluralChoice choice => Branch(choice, Number(Value(choice.Name), choice.Name)),
        SelectChoice choice => choice.Branches.GetValueOrDefault(Word(choice.Name)) ?? choice.Branches["other"],
        _ => throw new InvalidOperationException($"A pattern has no part {part.GetType().Name}."),
    };

    private Pattern Branch(PluralChoice choice, decimal number) =>
        choice.Exact.GetValueOrDefault(number)
        ?? choice.Forms.GetValueOrDefault(plural.Form(number))
        ?? choice.Forms[PluralForm.Other];

    private string Word(string name) => Value(name) switch
    {
        string word => word,
        bool truth => truth ? "true" : "false",
        var value => throw new ArgumentException($"{owner} selects by {{{name}}}: {value.GetType().Name} is neither a word nor yes or no."),
    };

    private decimal Number(object value, string name) => value switch
    {
        int number => number,
        long number => number,
        decimal number => number,
        _ => throw new ArgumentException($"{owner} cannot show {{{name}}}: {value.GetType().Name} is neither text nor a number."),
    };

    private object Value(string name)
    {
        foreach (var argument in arguments)
            if (argument.Name == name && argument.Value is not null) return argument.Value;
        throw new ArgumentException($"{owner} needs {{{name}}}.");
    }

    private void Splice(List<Run>? runs, Text added)
    {
        if (runs is null)
        {
            foreach (var run in added.Runs) words.Append(run.Plain);
        }
        else if (!added.IsEmpty)
        {
            Flush(runs);
            runs.AddRange(added.Runs);
        }
    }

    private void Flush(List<Run> runs)
    {
        if (words.Length == 0) return;
        runs.Add(new Words(words.ToString()));
        words.Clear();
    }
}
