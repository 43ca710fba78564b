using System.Globalization;

namespace ChatCrm.Tests.Texts;

/// <summary>The current culture for as long as this lives.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
}
