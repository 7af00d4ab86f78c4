using Syndication.Feeds.Content;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Http.Pages;

/// <summary>Makes pages for people from <c>templates/pages</c>, all in one layout, without cookie and, but for a guess of the time zone, without script.</summary>
/// <remarks>
/// A page <c>templates/pages/feeds.html.hbs</c> is the inside of <c>main</c>. It names <c>words.*</c> (the entries
/// <c>page.*</c> of <c>templates/strings</c>), <c>site.title</c>, <c>site.url</c>, <c>root</c> (what leads from the page
/// to the service's root, such as <c>../</c>, since a proxy may serve it below a path), <c>language</c>, and its own
/// <c>model.*</c>. It begins with one <c>h1</c>. To show it:
/// <code>
/// var language = languages.Choose(request);
/// return pages.Render("feeds", language, languages.Words(language)["feedsTitle"], new { feeds });
/// </code>
/// Service composition: <c>services.AddPages()</c>; style sheet and script come from <see cref="AssetEndpoints"/>.
/// </remarks>
/// <param name="templates">The templates.</param>
/// <param name="languages">The languages.</param>
/// <param name="assets">The style sheet and the script.</param>
/// <param name="site">The site whose name heads each page.</param>
internal sealed class PageRenderer(TemplateSet templates, PageLanguages languages, PageAssets assets, SiteOptions site)
{
    /// <summary>A page as an answer; it is rendered and sent, with its security headers, when the answer is executed.</summary>
    /// <param name="page">The template's name, without folder and extension.</param>
    /// <param name="language">One of <see cref="PageLanguages.Offered"/>.</param>
    /// <param name="title">The title, without the site's name.</param>
    /// <param name="model">What the template names as <c>model</c>: a record or an anonymous type; a name that it lacks is an error.</param>
    /// <param name="statusCode">HTTP status.</param>
    /// <param name="alternates">Feeds of the page, for autodiscovery.</param>
    /// <param name="hasScript">Whether it has the script that guesses the time zone.</param>
    public IResult Render(
        string page, string language, string title, object model, int statusCode = StatusCodes.Status200OK, IReadOnlyList<PageAlternate>? alternates = null,
        bool hasScript = false) =>
        Render(new PageContent(page, title, model, alternates ?? []) { HasScript = hasScript }, language, statusCode);

    /// <inheritdoc cref="Render(string, string, string, object, int, IReadOnlyList{PageAlternate}, bool)"/>
    /// <param name="page">The page.</param>
    /// <param name="language">One of <see cref="PageLanguages.Offered"/>.</param>
    /// <param name="statusCode">HTTP status.</param>
    public IResult Render(PageContent page, string language, int statusCode = StatusCodes.Status200OK) =>
        new PageResult(request => ToHtml(page, language, FrameOf(request, language)), language, statusCode)
        {
            MaxAge = page.MaxAge, ImageOrigins = page.ImageOrigins, HasScript = page.HasScript,
        };

    /// <summary>Compiles the templates of pages before they are needed.</summary>
    /// <param name="pages">The templates' names, without folder and extension.</param>
    public void Prepare(params ReadOnlySpan<string> pages)
    {
        templates.Prepare("pages/layout.html");
        foreach (var page in pages) templates.Prepare($"pages/{page}.html");
    }

    /// <summary>A page's HTML.</summary>
    /// <param name="page">The page.</param>
    /// <param name="language">BCP 47 tag of a language that has words.</param>
    /// <param name="frame">Where it is shown.</param>
    public string ToHtml(PageContent page, string language, PageFrame frame)
    {
        var context = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["words"] = languages.Words(language).All,
            ["site"] = new { title = site.Title, url = site.BaseUrl.AbsoluteUri },
            ["root"] = frame.Root,
            ["language"] = language,
            ["direction"] = LanguageStrings.Direction(language),
            ["title"] = page.Title,
            ["styleVersion"] = assets.Style.Version,
            ["scriptVersion"] = page.HasScript ? assets.Script.Version : "",
            ["languages"] = frame.Languages,
            ["alternates"] = page.Alternates,
            ["model"] = page.Model,
        };
        context["body"] = templates.Render($"pages/{page.Template}.html", context);
        return templates.Render("pages/layout.html", context);
    }

    /// <summary>What leads from an address of the service to its root.</summary>
    public static string Root(PathString path)
    {
        var depth = (path.Value ?? "/").Count(character => character == '/') - 1;
        return depth < 1 ? "./" : string.Concat(Enumerable.Repeat("../", depth));
    }

    private PageFrame FrameOf(HttpRequest request, string language) => new(
        Root(request.Path), languages.Offered.Count < 2 ? [] : [.. languages.Offered.Select(offered => Link(request, offered, language))]);

    private static object Link(HttpRequest request, string offered, string current)
    {
        var kept = request.Query.Where(entry => entry.Key is "token" or "newsletter" or "page").Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value.ToString()));
        var query = QueryString.Create(kept.Append(KeyValuePair.Create("lang", (string?)offered)));
        return new { tag = offered, name = PageLanguages.NativeName(offered), href = query.ToUriComponent(), current = offered == current };
    }
}
