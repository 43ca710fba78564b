using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>The command line of the service: what follows <c>dotnet run --project src/ChatCrm.Bot --</c>.</summary>
public static class Commands
{
    /// <summary>What one partition of Table Storage carries beside other work; https://learn.microsoft.com/azure/storage/tables/scalability-targets says 2,000.</summary>
    private const int RowsPerSecond = 1500;

    private const int Done = 0, Failed = 1, NotUnderstood = 2, Stopped = 130;

    private static readonly (string Usage, string What)[] All =
    [
        ("help", "lists the commands"),
        ("demo [count] [--workspace name]", "fills the demo workspace, and with a count adds made-up customers until there are that many"),
        ("copy --from store --to store", "copies all workspaces into another store, empty of them (stop the service first); stores: Sqlite, Tables, Sqlite:file, Tables:table"),
        ("reindex [--workspace name]", "rebuilds index rows beside the running service, of one workspace or of all"),
        ("holidays import file --workspace name [--country QA] [--by admin]", "enters the days of an .ics or .csv file as days off of a workspace's own"),
        ("sbom", "lists the packages that this program is made of, as a CycloneDX document"),
    ];

    /// <summary>Runs the command that the arguments name: the exit code, or null where they name none and the service is to start.</summary>
    /// <param name="services">The built host's; it need not be started. Needs a row store, the row kinds and a clock.</param>
    /// <param name="output">Where the command reports; <see cref="Console.Out"/> on a terminal gets a bar that is drawn again, all else plain lines.</param>
    public static async Task<int?> Run(string[] args, IServiceProvider services, TextWriter output, CancellationToken cancel = default)
    {
        switch (args)
        {
            case ["help" or "--help" or "-h" or "-?", ..]: return Help(output, Done);
            case [] or [['-', ..], ..]: return null;
            case ["demo", .. var rest]: return await Run(Arguments.Read(rest, takesCount: true), output, given => Demo(given, services, output, cancel));
            case ["copy", .. var rest]: return await Run(Arguments.ReadStores(rest), output, given => Copy(given, services, output, cancel));
            case ["holidays", "import", .. var rest]: return await Run(Arguments.ReadFile(rest), output, given => Import(given, services, output, cancel));
            case ["sbom"]: return Sbom.Write(AppContext.BaseDirectory, output) ? Done : Failed;
            case ["reindex", .. var rest]: return await Run(Arguments.Read(rest, takesCount: false), output, given => Reindex(given, services, output, cancel));
        }
        output.WriteLine($"There is no command '{args[0]}'.");
        return Help(output, NotUnderstood);
    }

    private static int Help(TextWriter output, int code)
    {
        output.WriteLine("Without a command the service starts. Commands:");
        var width = All.Max(command => command.Usage.Length);
        foreach (var (usage, what) in All) output.WriteLine($"  {usage.PadRight(width)}  {what}");
        return code;
    }

    private static async Task<int> Run(Arguments given, TextWriter output, Func<Arguments, Task<int>> command)
    {
        if (given.Wrong.Length > 0)
        {
            output.WriteLine(given.Wrong);
            return Help(output, NotUnderstood);
        }
        try
        {
            return await command(given);
        }
        catch (StoreUnavailableException)
        {
            output.WriteLine("The store does not answer. Nothing is half written; run the command again to go on.");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("Stopped. Nothing is half written; run the command again to go on.");
            return Stopped;
        }
    }

    private static async Task<int> Demo(Arguments given, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var (store, kinds, clock) = Needed(services);
        var workspace = given.Workspace ?? DemoWorkspace.Id;
        var filled = await DemoWorkspace.FillIfMissing(store, kinds, clock, workspace, cancel);
        output.WriteLine(filled ? $"Filled workspace {workspace} with {DemoWorkspace.Name}." : $"Workspace {workspace} was there already.");
        if (given.Count is not { } count) return Done;
        var progress = new Progress(output, Time(services), redrawn: ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        var made = await new ManyCustomers(store, kinds, clock, workspace).Fill(count, progress, cancel);
        if (made is null) output.WriteLine($"Workspace {workspace} has no reps who could own customers.");
        else output.WriteLine(Invariant($"Made {made.Customers:N0} customers in {made.Rows:N0} rows, {made.There:N0} were there already: {progress.Elapsed}."));
        return made is null ? Failed : Done;
    }

    private static Task<int> Import(Arguments given, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var (store, kinds, clock) = Needed(services);
        return new HolidayImport(store, kinds, clock, output).Run(given, cancel);
    }

    private static async Task<int> Reindex(Arguments given, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var (store, kinds, clock) = Needed(services);
        var workspaces = await WorkspaceList.All(store, cancel);
        var chosen = given.Workspace is { } one ? workspaces.Where(id => id == one).ToList() : workspaces;
        if (given.Workspace is { } missing && chosen.Count == 0)
        {
            output.WriteLine($"There is no workspace {missing}.");
            return Failed;
        }
        foreach (var workspace in chosen)
        {
            var progress = new Progress(output, Time(services), redrawn: false);
            var found = await new Reindex(store, kinds, clock, workspace).Run(cancel);
            output.WriteLine(Invariant($"{workspace}: {found.Records:N0} records read, {found.Put:N0} index rows put, {found.Deleted:N0} deleted: {progress.Elapsed}."));
            if (found.Unreadable > 0) output.WriteLine(Invariant($"{workspace}: {found.Unreadable:N0} records could not be read, so no index row was deleted."));
        }
        return Done;
    }

    private static async Task<int> Copy(Arguments given, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        await using var from = Opened(given.From!);
        await using var to = Opened(given.To!);
        if (from is null || to is null) return NotUnderstood;
        output.WriteLine($"From {from.Place}");
        output.WriteLine($"to   {to.Place}");
        var workspaces = await WorkspaceList.All(from.Store, cancel);
        if (workspaces.Count == 0 || await Bot.Commands.Copy.IsHalfDone(from.Store, cancel))
        {
            output.WriteLine("The source has no workspace, or a copying into it was not ended: name another one, and mind its spelling.");
            return Failed;
        }
        var copy = new Copy(from.Store, to.Store, Time(services), pace: given.To!.StartsWith("Tables", StringComparison.Ordinal) ? RowsPerSecond : null);
        // The directory comes last: a workspace that is half there is one that no service finds.
        string[] partitions = [.. workspaces, DirectoryRows.Partition];
        if (await copy.Begin(partitions, cancel) is { } taken)
        {
            output.WriteLine($"{taken}: the target has rows of it already, which no copying put there. Nothing was touched: name an empty target, on which no service was ever started.");
            return Failed;
        }
        foreach (var partition in partitions)
            if (!await Copied(copy, partition, services, output, cancel)) return Failed;
        await copy.Close(partitions, cancel);
        output.WriteLine("All rows are there, and the same. Start the service on the target; keep the source as it is until you trust it.");
        return Done;

        OpenedStore? Opened(string kind)
        {
            try
            {
                return services.GetRequiredService<OpenStore>()(kind);
            }
            catch (InvalidOperationException wrong)
            {
                output.WriteLine(wrong.Message);
                return null;
            }
        }
    }

    private static async Task<bool> Copied(Copy copy, string partition, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var progress = new Progress(output, Time(services), redrawn: ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        var copied = await copy.Run(partition, progress, cancel);
        output.WriteLine(Invariant($"{partition}: {copied.Source.Rows:N0} rows, {copied.Put:N0} written now; sha256 {copied.Source.Hash[..16]}… there, {copied.Target.Hash[..16]}… here: {progress.Elapsed}."));
        if (!copied.IsWhole) output.WriteLine("They differ: somebody wrote meanwhile. Stop every service on either store and run the command again.");
        return copied.IsWhole;
    }

    private static (IRowStore Store, RowKinds Kinds, IClock Clock) Needed(IServiceProvider services) =>
        (services.GetRequiredService<IRowStore>(), services.GetRequiredService<RowKinds>(), services.GetRequiredService<IClock>());

    private static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
