using System.Collections.Immutable;
using System.Text.Json;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>The public side: which posts readers see, and the output folder that holds their feeds.</summary>
/// <param name="options">Which feeds exist and where they go.</param>
/// <param name="site">The site.</param>
/// <param name="publisher">Writes feeds.</param>
/// <param name="lastGood">Finds what stands in for broken files.</param>
public sealed class FeedSite(FeedsOptions options, SiteOptions site, FeedPublisher publisher, LastGoodReader lastGood)
{
    private const string OpmlPath = "opml.xml";

    private readonly string fingerprint = Fingerprint(options, site);

    /// <summary>What the output folder holds from before.</summary>
    internal FeedManifest LastPublic() => ManifestFile.Load(options.OutputFolder);

    /// <summary>The posts that readers see once <paramref name="result"/> is public.</summary>
    internal PublishedState Merge(PublishedState before, LedgerState ledger, LedgerResult result, ContentSnapshot snapshot)
    {
        var posts = before.Posts.ToBuilder();
        posts.RemoveRange(result.Left);
        foreach (var post in result.Posts) posts[post.Id] = post;
        foreach (var file in LedgerInputBuilder.BrokenFiles(snapshot))
        {
            if (ledger.FindLiveByFile(file) is not { } entry) continue;
            if (posts.TryGetValue(entry.Id, out var known) && known.LastGood is not null) continue;
            if (lastGood.Find(entry, known?.Post) is { } shown) posts[entry.Id] = shown;
            else posts.Remove(entry.Id);
        }

        return new PublishedState(ledger.Revision, posts.ToImmutable());
    }

    /// <summary>Writes the feeds that differ: those that the change touches, or all where it is not known what is public.</summary>
    internal (PublishResult Result, FeedManifest Manifest) Publish(
        PipelineState? known, LedgerState ledger, PublishedState posts, LedgerChange change, CancellationToken cancellationToken)
    {
        var manifest = known?.Manifest ?? LastPublic();
        var touched = change.Feeds.Select(feed => feed.Path).Concat(known?.Postponed ?? []).Distinct(StringComparer.Ordinal).ToList();
        var before = change.IsEmpty ? ledger.Revision : ledger.Revision - 1;
        var trusted = manifest.Fingerprint == fingerprint && manifest.Revision == before && IsComplete(manifest, ledger, touched);
        var result = publisher.Publish(manifest, ledger, posts.Posts, trusted ? touched : [.. ledger.Feeds.Keys], cancellationToken);
        var current = publisher.PublishOther(result.Manifest, OpmlPath, OpmlWriter.Write(site.Title, Outline(ledger)));
        // A refused or postponed feed is not what the revision says: the next start makes all feeds afresh.
        var isWhole = result.Postponed.IsEmpty && result.Refused.IsEmpty;
        current = current with { Fingerprint = fingerprint, Revision = isWhole ? ledger.Revision : -1 };
        if (current != manifest) ManifestFile.Save(options.OutputFolder, current);
        return (result, current with { Revision = ledger.Revision });
    }

    private bool IsComplete(FeedManifest manifest, LedgerState ledger, List<string> touched) =>
        ledger.Feeds.Keys.Except(touched, StringComparer.Ordinal).All(path => options.Formats.All(format => manifest.Files.ContainsKey(FeedFiles.PathOf(path, format))));

    private IEnumerable<OpmlOutline> Outline(LedgerState ledger)
    {
        var address = options.PublicUrl.AbsoluteUri.TrimEnd('/') + "/";
        var format = options.Formats.Contains(FeedFormat.Atom) ? FeedFormat.Atom : options.Formats[0];
        return ledger.Feeds.Values.Select(feed => new OpmlOutline(
            FeedTitle.Of(site, feed), address + FeedFiles.AddressOf(feed.Path, format), site.BaseUrl.AbsoluteUri));
    }

    private static string Fingerprint(FeedsOptions options, SiteOptions site)
    {
        var made = new
        {
            Program = typeof(FeedSite).Assembly.ManifestModule.ModuleVersionId,
            Feeds = options with { OutputFolder = "" },
            site.Title,
            site.Description,
            site.BaseUrl,
            site.Language,
            site.TrailingSlash,
            site.Author,
            site.Image,
            site.License,
        };
        return FeedHash.Of(JsonSerializer.SerializeToUtf8Bytes(made));
    }
}
