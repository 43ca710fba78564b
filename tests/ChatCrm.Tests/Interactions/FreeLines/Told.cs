using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Interactions.FreeLines;

/// <summary>What became of a free line, in one line: "Acme Call 20 [Maria Weber] 2026-11-21 09:00 | pricing | quote 2026-11-27 17:00".</summary>
internal static class Told
{
    private static readonly string[] Customers = [Workspace.Acme, Workspace.AcmeKk, Workspace.Huawei, Workspace.Bergmann];

    /// <summary>Says it to a house of its own.</summary>
    public static async Task<string> Of(string line)
    {
        await using var house = await Workspace.Open();
        var reply = await house.Mei.Say(line);
        return await Of(house, reply);
    }

    public static async Task<string> Of(Workspace house, Reply reply)
    {
        if (reply is Reply.Ask { Form: var form }) return Form(form);
        foreach (var customer in Customers)
        {
            if (await house.Rows($"customer|{customer}|interaction|") is not [var row]) continue;
            var next = await house.Rows($"customer|{customer}|followup|") is [var step] ? FollowUpStore.Read(step) : null;
            return Record(InteractionStore.Read(row), next);
        }
        return reply.Plain().Split('\n')[0];
    }

    private static string Record(Interaction logged, FollowUp? next)
    {
        var at = InteractionStore.At(logged).InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).LocalDateTime;
        var facts = $"{logged.Customer} {logged.Kind}{(logged.Minutes > 0 ? $" {logged.Minutes}" : "")}{(logged.Direction == Direction.Unknown ? "" : $" {logged.Direction}")}{(logged.Outcome.Length > 0 ? $" ={logged.Outcome}" : "")}";
        var with = logged.With.Count == 0 ? "" : $" [{string.Join(", ", logged.With)}]";
        var when = at == new LocalDateTime(2026, 11, 22, 16, 5) ? "" : $" {at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}";
        return $"{facts}{with}{when} | {logged.Text}{(next is null ? "" : $" | {next.Text} {next.Wall[5..].Replace('T', ' ')}")}";
    }

    private static string Form(Form form)
    {
        var values = form.Fields.Where(field => field.Value.Length > 0).Select(field => $"{field.Id}={field.Value}");
        return $"form? {string.Join(' ', form.Errors.Keys.Order(StringComparer.Ordinal))} : {string.Join("; ", values)}";
    }
}
