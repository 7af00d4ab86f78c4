using System.Security.Cryptography;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Worker.Http.Pages;

/// <summary>The pages' style sheet, <c>templates/pages/site.css</c>; a changed file is taken up at its next use.</summary>
/// <param name="settings">Names the folder of templates.</param>
internal sealed class SiteStyle(ServiceSettings settings)
{
    private readonly string file = Path.Combine(settings.TemplatesFolder, "pages", "site.css");
    private StyleSheet? last;

    /// <summary>The sheet as it now is.</summary>
    public StyleSheet Current
    {
        get
        {
            var stamp = File.GetLastWriteTimeUtc(file);
            if (last is { } known && known.Stamp == stamp) return known;
            var content = File.ReadAllBytes(file);
            return last = new StyleSheet(stamp, content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
        }
    }
}
