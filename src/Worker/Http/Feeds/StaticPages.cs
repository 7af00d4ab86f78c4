using System.Text;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Writes the pages of feeds as files, for a folder that is served without this program.</summary>
/// <remarks>
/// A page is a folder with an <c>index.html</c>, which any web server finds at the page's address. A file has one language, the
/// site's, and addresses from the server's root, since it may be shown with and without a slash at its end.
/// </remarks>
/// <param name="list">The page of all feeds.</param>
/// <param name="page">The page of one.</param>
/// <param name="renderer">Lays pages out.</param>
/// <param name="languages">Their language.</param>
/// <param name="assets">Their style sheet.</param>
/// <param name="output">Writes files.</param>
internal sealed class StaticPages(FeedListPage list, FeedPage page, PageRenderer renderer, PageLanguages languages, PageAssets assets, FeedOutput output)
{
    private const string FileName = "index.html";

    /// <summary>Compiles what the pages are made of: as long as nothing is there to be written, a processor has nothing else to do.</summary>
    public void Prepare() => renderer.Prepare("feeds", "feed");

    /// <summary>Writes the pages that differ and removes those of retired feeds.</summary>
    /// <param name="ledger">The feeds.</param>
    /// <param name="options">Where they are published.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public void Write(LedgerState ledger, FeedsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(options);
        var root = options.PublicUrl.AbsolutePath.TrimEnd('/') + "/";
        var frame = new PageFrame(root, []);
        var language = languages.Offered[0];
        output.Write("assets/site.css", assets.Style.Content);
        WritePage(FileName, list.Build(language, subscribe: null), language, frame);
        Parallel.ForEach(ledger.LiveFeeds, new ParallelOptions { CancellationToken = cancellationToken }, feed =>
            WritePage($"{feed.Path}/{FileName}", page.Build(feed, language, root), language, frame));
        foreach (var feed in ledger.Feeds.Values.Where(feed => !feed.IsLive)) output.Delete($"{feed.Path}/{FileName}");
    }

    private void WritePage(string path, PageContent content, string language, PageFrame frame) =>
        output.Write(path, Encoding.UTF8.GetBytes(renderer.ToHtml(content, language, frame)));
}
