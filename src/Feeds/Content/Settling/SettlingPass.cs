using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Settles a folder from what was settled before and what changed since; the time is in what changed, not in the number of files.</summary>
/// <remarks>
/// Looked at again is a file that changed, one whose date has come, one with a version from before, one whose claim is won or lost by this,
/// and one that has a tag whose label or slug came out another.
/// </remarks>
internal sealed class SettlingPass(ContentOptions options, SettledFolder before, ContentFiles files, SnapshotContext context, DateTimeOffset now)
{
    private readonly HashSet<string> touched = new(before.Kept, StringComparer.Ordinal);
    private readonly Dictionary<string, Post> kept = new(StringComparer.Ordinal);
    private readonly TagSettler tags = new(options, before.Tags);
    private ImmutableDictionary<string, Problem> losers = before.Losers;

    /// <summary>The files that may have come out other than before.</summary>
    public IReadOnlyCollection<string> Touched => touched;

    /// <summary>Settles the folder.</summary>
    public SettledFolder Settle()
    {
        touched.UnionWith(files.ChangedSince(before.Source));
        touched.UnionWith(MovedInTime());
        foreach (var file in touched) KeepBroken(file);
        var (urls, ids) = SettleClaims();
        var settledTags = SettleTags();
        var after = before with { Now = now, Source = files.Files, Urls = urls, Ids = ids, Losers = losers, Tags = settledTags };
        return Assemble(after);
    }

    private IEnumerable<string> MovedInTime()
    {
        var due = before.Scheduled.TakeWhile(post => post.Published <= now);
        // A clock that was set back is rare enough to look at every post.
        return (now < before.Now ? due.Concat(before.Published.Values.Where(post => post.Published > now)) : due).Select(post => post.File);
    }

    /// <summary>A post with an error keeps its last good version.</summary>
    private void KeepBroken(string file)
    {
        if (files.Files.TryGetValue(file, out var found) && found.Parsed.State == FileState.Problem && before.Published.TryGetValue(file, out var good)) kept[file] = good;
    }

    private (Claims Urls, Claims Ids) SettleClaims()
    {
        var urls = new ClaimsBuilder(before.Urls);
        var ids = new ClaimsBuilder(before.Ids);
        foreach (var file in touched)
        {
            var (old, current) = (before.Claimant(file), Claimant(file));
            if (old is not null && old.Url == current?.Url && old.StatedId == current.StatedId) continue;
            urls.Remove(old?.Url, file);
            ids.Remove(old?.StatedId, file);
            urls.Add(current?.Url, file);
            ids.Add(current?.StatedId, file);
        }

        // Contested names are few, and whom the ledger gives them to may have changed.
        var shared = urls.ContestedFiles.Concat(ids.ContestedFiles).Distinct(StringComparer.Ordinal).Select(file => Claimant(file)!);
        var lost = new DuplicateResolver(context).Resolve(shared, kept);
        touched.UnionWith(before.Losers.Except(lost).Concat(lost.Except(before.Losers)).Select(loser => loser.Key));
        losers = before.Losers.RemoveRange(before.Losers.Keys.Where(file => !lost.ContainsKey(file))).SetItems(lost);
        // A file that comes to claim what another holds keeps what it was before, unless that is taken as well.
        foreach (var file in lost.Keys)
        {
            if (before.Published.TryGetValue(file, out var good) && !urls.IsClaimedByAnother(good.Url, file)) kept[file] = good;
        }

        return (urls.ToClaims(), ids.ToClaims());
    }

    private Post? Claimant(string file) => files.Files.GetValueOrDefault(file)?.Parsed.Post ?? kept.GetValueOrDefault(file);

    private SettledTags SettleTags()
    {
        foreach (var file in touched)
        {
            var old = before.Tagged(file);
            var current = kept.GetValueOrDefault(file) ?? (losers.ContainsKey(file) ? null : files.Files.GetValueOrDefault(file)?.Parsed.Post);
            // A version from before is seen with the labels that it was last given.
            if (ReferenceEquals(old, current) && !before.Kept.Contains(file)) continue;
            if (old is not null) tags.Forget(old);
            if (current is not null) tags.See(current);
        }

        var settled = tags.Settle(context.TagSlugs);
        touched.UnionWith(tags.ResettledFiles());
        return settled;
    }

    private SettledFolder Assemble(SettledFolder after)
    {
        var published = before.Published.ToBuilder();
        var scheduled = before.Scheduled.ToBuilder();
        var broken = before.Broken.ToBuilder();
        var problems = before.Problems.ToBuilder();
        foreach (var file in touched)
        {
            var parsed = files.Files.GetValueOrDefault(file)?.Parsed;
            PostOutcome? outcome = parsed is null ? null : after.OutcomeOf(parsed);
            var shown = outcome == PostOutcome.Published ? parsed!.Post : kept.GetValueOrDefault(file);
            if (shown is null) published.Remove(file);
            else published[file] = Settled(shown);
            if (before.ParsedPost(file) is { } old) scheduled.Remove(old);
            if (outcome == PostOutcome.Scheduled) scheduled.Add(Settled(parsed!.Post!));
            if (outcome == PostOutcome.Problem) broken.Add(file);
            else broken.Remove(file);
            if (ProblemsOf(parsed, after) is { IsEmpty: false } wrong) problems[file] = wrong;
            else problems.Remove(file);
        }

        return after with
        {
            Published = published.ToImmutable(),
            Scheduled = scheduled.ToImmutable(),
            Kept = before.Kept.Count + kept.Count == 0 ? before.Kept : kept.Keys.ToImmutableSortedSet(StringComparer.Ordinal),
            Broken = broken.ToImmutable(),
            Problems = problems.ToImmutable(),
        };
    }

    // A post whose tags were settled anew is a new instance; one that came out as before stays the one it was, so that a diff sees no change.
    private Post Settled(Post post)
    {
        var settled = tags.Apply(post);
        return before.Published.TryGetValue(post.File, out var old) && ReferenceEquals(old.Properties, settled.Properties) && old.Tags.SequenceEqual(settled.Tags) ? old : settled;
    }

    private static ImmutableArray<Problem> ProblemsOf(ParsedFile? parsed, SettledFolder after)
    {
        if (parsed is null) return [];
        var tagged = after.Tags.Problems.GetValueOrDefault(parsed.File, []);
        if (!after.Losers.TryGetValue(parsed.File, out var lost) && tagged.IsEmpty) return Ordered(parsed.Problems);
        return Ordered([.. lost is null ? [] : (ReadOnlySpan<Problem>)[lost], .. tagged, .. parsed.Problems]);
    }

    private static ImmutableArray<Problem> Ordered(ImmutableArray<Problem> problems) =>
        problems.Length < 2 ? problems : [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
