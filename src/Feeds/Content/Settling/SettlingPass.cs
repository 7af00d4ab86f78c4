using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Settles a folder from what was settled before and what changed since; the time is in what changed, not in the number of files.</summary>
/// <remarks>
/// Looked at again is a file that changed, one that waits for its date, one with a version from before, one without a byte, one whose claim
/// is contested, and one that has a tag whose label or slug came out another.
/// </remarks>
internal sealed class SettlingPass(ContentOptions options, SettledFolder before, ContentFiles files, SnapshotContext context, DateTimeOffset now)
{
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Post> kept = new(StringComparer.Ordinal);
    private readonly TagSettler tags = new(options, before.Tags);
    private ImmutableDictionary<string, Problem> losers = before.Losers;

    /// <summary>The files that may have come out other than before.</summary>
    public IReadOnlyCollection<string> Touched => touched;

    /// <summary>Settles the folder.</summary>
    public SettledFolder Settle()
    {
        touched.UnionWith(context.LooksAtAll ? files.Files.Keys.Concat(before.Source.Keys) : files.ChangedSince(before.Source));
        touched.UnionWith(before.Kept.Concat(before.Emptied).Concat(before.Scheduled.Select(post => post.File)));
        // A clock that was set back is rare enough to look at every post.
        if (now < before.Now) touched.UnionWith(before.Published.Values.Where(post => post.Published > now).Select(post => post.File));
        foreach (var file in touched) KeepBroken(file);
        var after = SettleClaims();
        return Assemble(after with { Now = now, Source = files.Files, Losers = losers, Tags = SettleTags() });
    }

    // Some editors empty a file before they write it: a post does not go because one moment of that was read.
    private ParsedFile? Read(string file) => !files.Files.TryGetValue(file, out var found) ? null
        : IsEmptied(found) && context.Live(file) is not null ? PostParser.Emptied(file) : found.Parsed;

    private static bool IsEmptied(ContentFile file) => file is { Length: 0, Parsed.State: FileState.Excluded };

    /// <summary>A post with an error keeps its last good version.</summary>
    private void KeepBroken(string file)
    {
        if (before.Published.TryGetValue(file, out var good) && Read(file)?.State == FileState.Problem) kept[file] = good;
    }

    private SettledFolder SettleClaims()
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

        var wanting = ResolveDuplicates([.. urls.ContestedFiles, .. ids.ContestedFiles]);
        // A file that comes to claim what another holds keeps what it was before, unless that is taken as well.
        foreach (var file in losers.Keys)
        {
            if (before.Published.TryGetValue(file, out var good) && !urls.IsClaimedByAnother(good.Url, file)) kept[file] = good;
        }

        return before with { Urls = urls.ToClaims(), Ids = ids.ToClaims(), Wanting = wanting };
    }

    /// <summary>Finds the losers, and the files that state what the ledger gives to others. All contested names are looked at: they are few, and the ledger may say something new of them.</summary>
    private ImmutableArray<string> ResolveDuplicates(HashSet<string> shared)
    {
        var held = new Dictionary<string, Post>(StringComparer.Ordinal);
        var wanting = touched.Concat(before.Wanting).Concat(before.Losers.Keys).Concat(shared).Distinct(StringComparer.Ordinal)
            .Where(file => Claimant(file)?.StatedId is { } id && context.IdOwner(id) is { } owner && owner != file).ToImmutableArray();
        foreach (var file in wanting)
        {
            var id = Claimant(file)!.StatedId!;
            if (Claimant(context.IdOwner(id)!) is not { } owner || (owner.StatedId is not null && owner.StatedId != id)) continue;
            held[id] = owner;
            shared.UnionWith([file, owner.File]);
        }

        var lost = new DuplicateResolver(context).Resolve(shared.Select(file => Claimant(file)!), held, kept);
        touched.UnionWith(before.Losers.Except(lost).Concat(lost.Except(before.Losers)).Select(loser => loser.Key));
        losers = before.Losers.RemoveRange(before.Losers.Keys.Where(file => !lost.ContainsKey(file))).SetItems(lost);
        return wanting;
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

        var settled = tags.Settle(context);
        touched.UnionWith(tags.ResettledFiles());
        return settled;
    }

    private SettledFolder Assemble(SettledFolder after)
    {
        var published = before.Published.ToBuilder();
        var scheduled = before.Scheduled.ToBuilder();
        var broken = before.Broken.ToBuilder();
        var emptied = before.Emptied.ToBuilder();
        var problems = before.Problems.ToBuilder();
        foreach (var file in touched)
        {
            var parsed = Read(file);
            var outcome = OutcomeOf(parsed);
            if ((outcome == PostOutcome.Published ? parsed!.Post : kept.GetValueOrDefault(file)) is { } shown) published[file] = Settled(shown);
            else published.Remove(file);
            if (before.ParsedPost(file) is { } old) scheduled.Remove(old);
            if (outcome == PostOutcome.Scheduled) scheduled.Add(Settled(parsed!.Post!));
            Mark(broken, file, outcome == PostOutcome.Problem);
            Mark(emptied, file, files.Files.TryGetValue(file, out var found) && IsEmptied(found));
            if (ProblemsOf(parsed, after) is { IsEmpty: false } wrong) problems[file] = wrong;
            else problems.Remove(file);
        }

        return after with
        {
            Published = published.ToImmutable(),
            Scheduled = scheduled.ToImmutable(),
            Kept = before.Kept.Count + kept.Count == 0 ? before.Kept : kept.Keys.ToImmutableSortedSet(StringComparer.Ordinal),
            Broken = broken.ToImmutable(),
            Emptied = emptied.ToImmutable(),
            Problems = problems.ToImmutable(),
        };
    }

    private static void Mark(ImmutableSortedSet<string>.Builder marked, string file, bool isMarked)
    {
        if (isMarked) marked.Add(file);
        else marked.Remove(file);
    }

    private PostOutcome? OutcomeOf(ParsedFile? file) => file?.State switch
    {
        null => null,
        FileState.Excluded => PostOutcome.Excluded,
        FileState.Draft => PostOutcome.Draft,
        FileState.Post when !losers.ContainsKey(file.File) => file.Post!.Published > now && !WentLive(file.Post) ? PostOutcome.Scheduled : PostOutcome.Published,
        _ => PostOutcome.Problem,
    };

    // A clock that is set back takes nothing back: only another date in the file does. Storage keeps milliseconds.
    private bool WentLive(Post post) => context.Live(post.File)?.ToUnixTimeMilliseconds() == post.Published.ToUnixTimeMilliseconds();

    // A post whose tags were settled anew is a new instance; one that came out as before stays the one it was, so that a diff sees no change.
    private Post Settled(Post post)
    {
        var settled = tags.Apply(post);
        return before.Published.TryGetValue(post.File, out var old) && old.IsReadingOf(settled) && old.Tags.SequenceEqual(settled.Tags) ? old : settled;
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
