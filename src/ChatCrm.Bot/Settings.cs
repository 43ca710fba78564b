using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace ChatCrm.Bot;

/// <summary>
/// Reads a section of the settings strictly, so that a name that was misspelt does not switch off what it was meant to switch on. Not by the framework's binder: that one adds
/// lists to the usual ones, and asks for code that is made while the program runs, which a program that was compiled natively has none of.
/// </summary>
internal static class Settings
{
    /// <summary>
    /// The section's settings, the usual ones where it has none. A list that is empty is empty, an address that is empty is not set. Properties that are sections of their own stay as
    /// they are: whoever has such reads it.
    /// </summary>
    /// <exception cref="InvalidOperationException">A name that is none, or a value of another kind; the message names the setting and never its value.</exception>
    public static T Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IConfiguration configuration, string section) where T : class, new()
    {
        var settings = new T();
        var settable = typeof(T).GetProperties().Where(property => property.CanWrite).ToList();
        foreach (var given in configuration.GetSection(section).GetChildren())
        {
            if (settable.Find(one => one.Name.Equals(given.Key, StringComparison.OrdinalIgnoreCase)) is not { } property)
                throw new InvalidOperationException($"There is no setting {section}:{given.Key}. Correct its name, or remove it; {section} has {string.Join(", ", settable.Select(one => one.Name))}.");
            var (name, kind) = ($"{section}:{property.Name}", Kinds.FirstOrDefault(kind => kind.Type == property.PropertyType));
            if (kind is null && given.Value is { Length: > 0 }) throw new InvalidOperationException($"{name} cannot be read: it is a section.");
            if (kind is null || (given.Value is null && !given.GetChildren().Any())) continue;
            if (!kind.Read(given, out var value)) throw new InvalidOperationException($"{name} cannot be read: it is {kind.Words}.");
            property.SetValue(settings, value);
        }
        return settings;
    }

    private delegate bool Read(IConfigurationSection given, out object? value);

    private sealed record Kind(Type Type, string Words, Read Read);

    private static readonly Kind[] Kinds =
    [
        new(typeof(string), "a text", (given, out value) => (value = given.Value) is not null),
        new(typeof(bool), "true or false", (given, out value) => Is(bool.TryParse(given.Value, out var truth), truth, out value)),
        new(typeof(int), "a whole number", (given, out value) => Is(int.TryParse(given.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number), number, out value)),
        new(typeof(TimeSpan), "a time such as 00:00:02", (given, out value) => Is(TimeSpan.TryParse(given.Value, CultureInfo.InvariantCulture, out var time), time, out value)),
        new(typeof(Uri), "an address", (given, out value) =>
        {
            // One that is empty is one that is not set.
            if (given.Value is "") return Is(true, null, out value);
            return Is(Uri.TryCreate(given.Value, UriKind.RelativeOrAbsolute, out var address), address, out value);
        }),
        new(typeof(IReadOnlyList<string>), "a list", (given, out value) =>
        {
            var items = given.GetChildren().Select(item => item.Value).OfType<string>().ToArray();
            return Is(items.Length > 0 ? given.Value is null or "" : given.Value is "", items, out value);
        }),
    ];

    private static bool Is(bool read, object? found, out object? value)
    {
        value = found;
        return read;
    }
}
