using System.Globalization;

namespace ChatCrm.Tests.Texts;

/// <summary>The current culture for as long as this lives. In globalization-invariant mode, where no culture exists, the test is skipped.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;
    private readonly CultureInfo beforeInterface = CultureInfo.CurrentUICulture;

    public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Known(name);

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeInterface);

    private static CultureInfo Known(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            Assert.Skip($"This process does not know {name}: it runs in globalization-invariant mode.");
            throw;
        }
    }
}
