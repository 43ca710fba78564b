using System.Reflection;

namespace ChatCrm.Bot;

/// <summary>Reads a section of the settings strictly, so that a name that was misspelt does not switch off what it was meant to switch on.</summary>
internal static class Settings
{
    /// <summary>The section's settings, defaults where it has none.</summary>
    /// <exception cref="InvalidOperationException">A name that is none, or a value of another kind; the message names the setting and never its value.</exception>
    public static T Of<T>(IConfiguration configuration, string section) where T : class, new()
    {
        var given = configuration.GetSection(section);
        var settable = typeof(T).GetProperties().Where(property => property.CanWrite).ToList();
        foreach (var child in given.GetChildren())
        {
            if (settable.Find(one => one.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is not { } property)
                throw new InvalidOperationException($"There is no setting {section}:{child.Key}. Correct its name, or remove it; {section} has {string.Join(", ", settable.Select(one => one.Name))}.");
            if (!CanBeRead(child, property)) throw new InvalidOperationException($"{section}:{property.Name} cannot be read: it is {Kind(property.PropertyType)}.");
        }
        return given.Get<T>() ?? new();
    }

    private static bool CanBeRead(IConfigurationSection value, PropertyInfo property)
    {
        try
        {
            value.Get(property.PropertyType);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Kind(Type type) =>
        type == typeof(bool) ? "true or false" : type == typeof(TimeSpan) ? "a time such as 00:00:02" : type == typeof(int) ? "a whole number" : type == typeof(Uri) ? "an address" : "written in another way";
}
