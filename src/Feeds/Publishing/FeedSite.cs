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
/// <param name="archives">Writes archive pages.</param>
/// <param name="lastGood">Finds what stands in for broken files.</param>
public sealed class FeedSite(FeedsOptions options, SiteOptions site, FeedPublisher publisher, ArchivePublisher archives, LastGoodReader lastGood)
{
    private const string OpmlPath = "opml.xml";

    private readonly string fingerprint = FeedHash.Of(JsonSerializer.SerializeToUtf8Bytes(FeedSettings.Of(options, site), PublishingJson.Default.FeedSettings));

    /// <summary>What the output folder holds from before.</summary>
    internal FeedManifest LastPublic() => ManifestFile.Load(options.OutputFolder);

    /// <summary>The identities that the JSON feeds of the output folder give to addresses; none where no JSON feed is written.</summary>
    internal IReadOnlyDictionary<string, string> PublishedIds()
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in LastPublic().Files.Keys.Where(path => path.EndsWith(FeedFormats.FileExtension(FeedFormat.Json), StringComparison.Ordinal)))
        {
            var entries = PublishedEntryReader.Read(File.ReadAllBytes(Path.Combine(options.OutputFolder, file)));
            foreach (var entry in entries.Values) ids[entry.Url] = entry.Id;
        }

        return ids;
    }

    /// <summary>The posts that readers see once <paramref name="result"/> is public.</summary>
    /// <param name="before">What they saw before; of nothing at a start.</param>
    /// <param name="ledger">The ledger with the result.</param>
    /// <param name="result">What the pass found.</param>
    /// <param name="snapshot">The files.</param>
    /// <param name="previous">The files that <paramref name="before"/> is of, or null at a start.</param>
    internal PublishedState Merge(PublishedState before, LedgerState ledger, LedgerResult result, ContentSnapshot snapshot, ContentSnapshot? previous)
    {
        var posts = before.Posts.ToBuilder();
        var moved = new List<string>(result.Posts.Select(post => post.Id));
        posts.RemoveRange(result.Left);
        foreach (var post in result.Posts) posts[post.Id] = post;
        foreach (var file in Broken(result, snapshot, previous))
        {
            if (ledger.FindLiveByFile(file) is not { } entry) continue;
            moved.Add(entry.Id);
            if (before.Posts.TryGetValue(entry.Id, out var standIn) && standIn.LastGood is not null && standIn.Post.ContentHash == entry.ContentHash)
            {
                posts[entry.Id] = standIn.Updated == entry.Updated ? standIn : standIn with { Updated = entry.Updated };
                continue;
            }

            posts.TryGetValue(entry.Id, out var known);
            if (lastGood.Find(entry, known?.Post) is { } shown) posts[entry.Id] = shown;
            else posts.Remove(entry.Id);
        }

        return before.Become(ledger.Revision, posts.ToImmutable(), moved);
    }

    /// <summary>Files with an error whose posts feeds show although the version that readers were last shown of them is not known here, or is another than the ledger's.</summary>
    internal IReadOnlyList<string> Unshown(LedgerState ledger, PublishedState posts, ContentSnapshot snapshot) => [.. snapshot.Broken.Where(file =>
        ledger.FindLiveByFile(file) is { } entry
        && (!posts.Posts.TryGetValue(entry.Id, out var shown) || shown.Post.ContentHash != entry.ContentHash)
        // One that was public here until it broke, and that no feed shows any more, no other process shows either.
        && snapshot.Find(file)?.ContentHash != entry.ContentHash
        && entry.Feeds.Any(path => ledger.Feeds[path].IsLive && ledger.RankOf(path, entry) >= ledger.CountOf(path) - options.MaxEntries))];

    /// <summary>The files with an error that may need a stand-in: all at a start, afterwards those that broke or whose post came anew.</summary>
    private static IEnumerable<string> Broken(LedgerResult result, ContentSnapshot snapshot, ContentSnapshot? previous) => previous is null
        ? snapshot.Broken
        : snapshot.ProblemsSince(previous).Select(problem => problem.File).Concat(result.Posts.Select(post => post.Post.File))
            .Where(snapshot.Broken.Contains).Distinct(StringComparer.Ordinal);

    /// <summary>Writes the feeds that differ: those that the change touches, or all where it is not known what is public.</summary>
    internal (PublishResult Result, FeedManifest Manifest) Publish(
        PipelineState? known, LedgerState ledger, PublishedState posts, LedgerChange change, CancellationToken cancellationToken)
    {
        var manifest = known?.Manifest ?? LastPublic();
        if (known is null) FeedSidecars.Repair(options, manifest);
        var touched = change.Feeds.Select(feed => feed.Path).Concat(known?.Postponed ?? []).Distinct(StringComparer.Ordinal)
            .Where(path => ledger.Feeds[path].IsLive).ToList();
        var before = known?.Ledger.Revision ?? (change.IsEmpty ? ledger.Revision : ledger.Revision - 1);
        var trusted = manifest.Fingerprint == fingerprint && manifest.Revision == before && IsComplete(manifest, ledger, touched) && (known is not null || ArchivePages.AreThere(ledger, manifest, options));
        var paths = trusted ? touched : [.. ledger.LiveFeeds.Select(feed => feed.Path)];
        // Pages come first, since the feeds link to them.
        var pages = archives.Publish(manifest, ledger, posts.Posts, paths, trusted ? change.Entries : null, cancellationToken);
        var feeds = publisher.Publish(pages.Manifest, ledger, posts.Posts, paths, cancellationToken);
        var result = feeds with { Written = [.. pages.Written, .. feeds.Written], Postponed = [.. pages.Postponed.Union(feeds.Postponed, StringComparer.Ordinal)], Refused = [.. pages.Refused, .. feeds.Refused] };
        var current = publisher.PublishOther(result.Manifest, OpmlPath, OpmlWriter.Write(site.Title, Outline(ledger)));
        var gone = FeedLeftovers.Of(current, ledger, options, trusted ? change.Feeds : null);
        current = publisher.Withdraw(current, gone);
        RetiredFiles.Write(options, ledger);
        if (!pages.Written.IsEmpty || gone.Any(path => ArchivePages.IsPageFile(path))) ArchiveList.Save(options.OutputFolder, current);
        // A refused or postponed feed is not what the revision says: the next start makes all feeds afresh.
        var isWhole = result.Postponed.IsEmpty && result.Refused.IsEmpty;
        current = current with { Fingerprint = fingerprint, Revision = isWhole ? ledger.Revision : -1 };
        if (current != manifest) ManifestFile.Save(options.OutputFolder, current);
        return (result, current with { Revision = ledger.Revision });
    }

    private bool IsComplete(FeedManifest manifest, LedgerState ledger, List<string> touched) =>
        ledger.LiveFeeds.Select(feed => feed.Path).Except(touched, StringComparer.Ordinal).All(path => options.Formats.All(format => manifest.Files.ContainsKey(FeedFiles.PathOf(path, format))));

    private IEnumerable<OpmlOutline> Outline(LedgerState ledger)
    {
        var format = options.Formats.Contains(FeedFormat.Atom) ? FeedFormat.Atom : options.Formats[0];
        return ledger.LiveFeeds.Select(feed => new OpmlOutline(
            FeedTitle.Of(site, feed), FeedFiles.UrlOf(options, FeedFiles.PathOf(feed.Path, format)), FeedFiles.UrlOf(options, feed.Path)));
    }
}
