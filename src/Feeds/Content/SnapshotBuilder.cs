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
        var stand = StandIns(files, previous);
        var candidates = new List<Post>(files.Files.Count);
        candidates.AddRange(stand.Values);
        foreach (var (_, file) in files.Files)
        {
            if (file.Parsed is { State: FileState.Post, Post: { } post }) candidates.Add(post);
        }

        var losers = new DuplicateResolver(context).Resolve(candidates, stand.Keys.ToHashSet(StringComparer.Ordinal));
        foreach (var loser in losers.Keys)
        {
            if (previous.Find(loser) is { } good && !candidates.Any(post => post.File != loser && post.Url == good.Url)) stand[loser] = good;
        }

        var tags = new TagSettler(options, context);
        foreach (var post in candidates.Where(post => !losers.ContainsKey(post.File))) tags.See(post);
        foreach (var post in stand.Values) tags.See(post);
        tags.Settle();
        return Assemble(files, now, previous, stand, losers, tags);
    }

    // A post with an error keeps its last good version.
    private static Dictionary<string, Post> StandIns(ContentFiles files, ContentSnapshot previous)
    {
        var stand = new Dictionary<string, Post>(StringComparer.Ordinal);
        foreach (var post in previous.Published)
        {
            if (files.Files.GetValueOrDefault(post.File) is { Parsed.State: FileState.Problem }) stand[post.File] = post;
        }

        return stand;
    }

    private static ContentSnapshot Assemble(
        ContentFiles files, DateTimeOffset now, ContentSnapshot previous, Dictionary<string, Post> stand, Dictionary<string, Problem> losers, TagSettler tags)
    {
        var all = ImmutableArray.CreateBuilder<SnapshotFile>(files.Files.Count);
        var published = ImmutableArray.CreateBuilder<Post>(files.Files.Count);
        var problems = new List<Problem>(files.FolderProblems.Concat(losers.Values).Concat(tags.Problems));
        DateTimeOffset? next = null;
        foreach (var (path, file) in files.Files)
        {
            problems.AddRange(file.Parsed.Problems);
            var settled = file.Parsed.Post is { } post && !losers.ContainsKey(path) ? Reuse(previous, tags.Apply(post)) : file.Parsed.Post;
            var outcome = losers.ContainsKey(path) ? PostOutcome.Problem : OutcomeOf(file.Parsed, now);
            all.Add(new(path, outcome, settled));
            if (outcome == PostOutcome.Published) published.Add(settled!);
            else if (stand.TryGetValue(path, out var good)) published.Add(Reuse(previous, tags.Apply(good)));
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
    private static Post Reuse(ContentSnapshot previous, Post post)
    {
        var before = previous.Find(post.File);
        return before is not null && !ReferenceEquals(before, post) && ReferenceEquals(before.Properties, post.Properties) && before.Tags.SequenceEqual(post.Tags) ? before : post;
    }

    private static PostOutcome OutcomeOf(ParsedFile file, DateTimeOffset now) => file.State switch
    {
        FileState.Excluded => PostOutcome.Excluded,
        FileState.Draft => PostOutcome.Draft,
        FileState.Post => file.Post!.Published > now ? PostOutcome.Scheduled : PostOutcome.Published,
        _ => PostOutcome.Problem,
    };
}
