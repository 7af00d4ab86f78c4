using System.Security.Cryptography;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Worker.Http.Pages;

/// <summary>The files beside the pages' templates that browsers fetch; a changed file is taken up at its next use.</summary>
/// <param name="settings">Names the folder of templates.</param>
internal sealed class PageAssets(ServiceSettings settings)
{
    private readonly string folder = Path.Combine(settings.TemplatesFolder, "pages");
    private PageAsset? style;
    private PageAsset? script;

    /// <summary>The style sheet, <c>site.css</c>.</summary>
    public PageAsset Style => style = Read("site.css", style);

    /// <summary>What guesses a reader's time zone, <c>zone.js</c>.</summary>
    public PageAsset Script => script = Read("zone.js", script);

    private PageAsset Read(string name, PageAsset? known)
    {
        var file = Path.Combine(folder, name);
        var stamp = File.GetLastWriteTimeUtc(file);
        // One that is away, as while an editor replaces it, leaves the last in place.
        if (known is not null && (known.Stamp == stamp || !File.Exists(file))) return known;
        var content = File.ReadAllBytes(file);
        return new PageAsset(stamp, content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}
