using System.Collections.Immutable;
using Syndication.Feeds.Content.Settling;

namespace Syndication.Feeds.Content;

/// <summary>Builds snapshots: settles between files what no file can tell by itself.</summary>
/// <param name="options">Configured tag slugs.</param>
public sealed class SnapshotBuilder(ContentOptions options)
{
    /// <summary>The snapshot of files at a moment.</summary>
    /// <param name="files">What a scan found.</param>
    /// <param name="context">What earlier runs decided.</param>
    /// <param name="now">The moment, which decides between scheduled and published.</param>
    /// <param name="previous">The snapshot before, for the last good version of files that have an error now; null for none.</param>
    public ContentSnapshot Build(ContentFiles files, SnapshotContext context, DateTimeOffset now, ContentSnapshot? previous = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(context);
        previous ??= ContentSnapshot.Empty;
        var before = new PublishedCursor(previous.Published);
        var stand = new Dictionary<string, Post>(StringComparer.Ordinal);
        var candidates = new List<Post>(files.Files.Count);
        foreach (var (path, file) in files.Files)
        {
            if (file.Parsed.Post is { } post) candidates.Add(post);
            // A post with an error keeps its last good version.
            else if (Read(file, context).State == FileState.Problem && before.Find(path) is { } good) stand[path] = good;
        }

        candidates.AddRange(stand.Values);
        var losers = new DuplicateResolver(context).Resolve(candidates, stand.Keys.ToHashSet(StringComparer.Ordinal));
        KeepLosers(previous, candidates, losers, stand);

        var tags = new TagSettler(options, context);
        foreach (var post in candidates.Where(post => losers.Count == 0 || !losers.ContainsKey(post.File))) tags.See(post);
        foreach (var post in stand.Values) tags.See(post);
        tags.Settle();
        return Assemble(files, context, now, previous, stand, losers, tags);
    }

    // A file that comes to claim what another holds keeps what it was before, unless that is taken as well.
    private static void KeepLosers(ContentSnapshot previous, List<Post> candidates, Dictionary<string, Problem> losers, Dictionary<string, Post> stand)
    {
        if (losers.Count == 0) return;
        var files = candidates.ToLookup(post => post.Url, post => post.File, StringComparer.Ordinal);
        foreach (var loser in losers.Keys)
        {
            if (previous.Find(loser) is { } good && files[good.Url].All(file => file == loser)) stand[loser] = good;
        }
    }

    private static ContentSnapshot Assemble(
        ContentFiles files, SnapshotContext context, DateTimeOffset now, ContentSnapshot previous, Dictionary<string, Post> stand, Dictionary<string, Problem> losers, TagSettler tags)
    {
        var all = ImmutableArray.CreateBuilder<SnapshotFile>(files.Files.Count);
        var published = ImmutableArray.CreateBuilder<Post>(files.Files.Count);
        var problems = new List<Problem>(files.FolderProblems.Concat(losers.Values).Concat(tags.Problems));
        var before = new PublishedCursor(previous.Published);
        DateTimeOffset? next = null;
        foreach (var (path, file) in files.Files)
        {
            var parsed = Read(file, context);
            problems.AddRange(parsed.Problems);
            var lost = losers.Count > 0 && losers.ContainsKey(path);
            var settled = file.Parsed.Post is { } post && !lost ? Reuse(before, tags.Apply(post)) : file.Parsed.Post;
            var outcome = lost ? PostOutcome.Problem : OutcomeOf(parsed, context, now);
            all.Add(new(path, outcome, settled));
            if (outcome == PostOutcome.Published) published.Add(settled!);
            else if (stand.TryGetValue(path, out var good)) published.Add(Reuse(before, tags.Apply(good)));
            if (outcome == PostOutcome.Scheduled && (next is null || settled!.Published < next)) next = settled!.Published;
        }

        return new()
        {
            Now = now,
            Folder = files.Folder,
            Files = all.DrainToImmutable(),
            Published = published.DrainToImmutable(),
            Kept = stand.Count == 0 ? [] : stand.Keys.ToImmutableSortedSet(StringComparer.Ordinal),
            Problems = [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)],
            NextPublication = next,
            Tags = tags.Tags,
        };
    }

    // A post whose tags were settled anew is a new instance; one that came out as before stays the one it was, so that a diff sees no change.
    private static Post Reuse(PublishedCursor published, Post post)
    {
        var before = published.Find(post.File);
        return before is not null && !ReferenceEquals(before, post) && ReferenceEquals(before.Properties, post.Properties) && before.Tags.SequenceEqual(post.Tags) ? before : post;
    }

    // Some editors empty a file before they write it: a post does not go because one moment of that was read.
    private static ParsedFile Read(ContentFile file, SnapshotContext context) =>
        file is { Length: 0, Parsed.State: FileState.Excluded } && context.Live(file.Parsed.File) is not null ? PostParser.Emptied(file.Parsed.File) : file.Parsed;

    private static PostOutcome OutcomeOf(ParsedFile file, SnapshotContext context, DateTimeOffset now) => file.State switch
    {
        FileState.Excluded => PostOutcome.Excluded,
        FileState.Draft => PostOutcome.Draft,
        FileState.Post => file.Post!.Published > now && !WentLive(file.Post, context) ? PostOutcome.Scheduled : PostOutcome.Published,
        _ => PostOutcome.Problem,
    };

    // A clock that is set back takes nothing back: only another date in the file does. Storage keeps milliseconds.
    private static bool WentLive(Post post, SnapshotContext context) =>
        context.Live(post.File)?.ToUnixTimeMilliseconds() == post.Published.ToUnixTimeMilliseconds();
}
