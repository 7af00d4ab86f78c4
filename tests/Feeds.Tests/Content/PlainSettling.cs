using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Fields;

namespace Syndication.Tests.Feeds.Content;

/// <summary>The rules of settling in their plainest form, over all files each time: what the real one, which looks at changes only, is compared with.</summary>
internal sealed class PlainSettling(ContentOptions options)
{
    private Dictionary<string, Post> published = [];

    public List<SnapshotFile> Files { get; private set; } = [];

    public IReadOnlyDictionary<string, Post> Published => published;

    public SortedDictionary<string, Post> Kept { get; private set; } = [];

    public List<Problem> Problems { get; private set; } = [];

    public Dictionary<string, PostTag> Tags { get; private set; } = [];

    public DateTimeOffset? NextPublication { get; private set; }

    public void Build(ContentFiles files, SnapshotContext context, DateTimeOffset now)
    {
        var parsed = files.Files.Values.Select(file => file.Length == 0 && file.Parsed.State == FileState.Excluded && context.Live(file.Parsed.File) is not null
            ? PostParser.Emptied(file.Parsed.File) : file.Parsed).ToList();
        var kept = parsed.Where(file => file.State == FileState.Problem && published.ContainsKey(file.File)).ToDictionary(file => file.File, file => published[file.File]);
        var candidates = parsed.Select(file => file.Post).OfType<Post>().Concat(kept.Values).ToList();
        var losers = Duplicates(candidates, context, [.. kept.Keys]);
        foreach (var file in losers.Keys)
        {
            if (published.TryGetValue(file, out var good) && candidates.All(other => other.File == file || Address(other) != Address(good))) kept[file] = good;
        }

        var tagged = candidates.Where(post => !losers.ContainsKey(post.File) && !kept.ContainsKey(post.File)).Concat(kept.Values).ToList();
        Problems = [.. files.FolderProblems, .. losers.Values];
        SettleTags(tagged, context);
        Problems = [.. Problems.Concat(parsed.SelectMany(file => file.Problems)).OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)];
        Files = [.. parsed.Select(file => FileOf(file, losers, context, now))];
        published = Files.Where(file => file.Outcome == PostOutcome.Published && !kept.ContainsKey(file.File)).Select(file => file.Post!)
            .Concat(kept.Values.Select(Settled)).ToDictionary(post => post.File);
        Kept = new(kept, StringComparer.Ordinal);
        NextPublication = Files.Where(file => file.Outcome == PostOutcome.Scheduled).Min(file => file.Post?.Published);
    }

    private static Dictionary<string, Problem> Duplicates(List<Post> candidates, SnapshotContext context, HashSet<string> kept)
    {
        var losers = new Dictionary<string, Problem>();
        var winners = new List<Post>();
        var held = Held(candidates, context);
        foreach (var post in candidates.OrderByDescending(post => kept.Contains(post.File)).ThenByDescending(Owns).ThenBy(post => post.Published).ThenBy(post => post.File, StringComparer.Ordinal))
        {
            var (sameUrl, sameId) = (winners.Find(other => Address(other) == Address(post)), winners.Find(other => post.StatedId is { } id && (other.StatedId == id || held.Contains((id, other.File)))));
            if ((sameUrl ?? sameId) is not { } first) winners.Add(post);
            else losers[post.File] = Fault(post, first, sameUrl is null ? $"the identity {post.StatedId}" : $"the address {post.Url}", sameUrl is null ? ["id", "guid"] : ["path", "permalink", "slug", "url"]);
        }

        return losers;

        bool Owns(Post post) => context.UrlOwner(post.Url) == post.File || (post.StatedId is { } id && context.IdOwner(id) == post.File);
    }

    // The ledger's identity of a post counts as stated, unless the post states another.
    private static HashSet<(string Id, string File)> Held(List<Post> candidates, SnapshotContext context) =>
        [.. candidates.Where(post => post.StatedId is { } id && context.IdOwner(id) is { } owner && owner != post.File)
            .SelectMany(post => candidates.Where(other => other.File == context.IdOwner(post.StatedId!) && (other.StatedId ?? post.StatedId) == post.StatedId), (post, other) => (post.StatedId!, other.File))];

    private static Problem Fault(Post post, Post first, string what, ReadOnlySpan<string> keys) => new(
        post.File, FieldReader.First(post.Properties, keys)?.Line ?? post.Properties.Line, FieldReader.First(post.Properties, keys)?.Column ?? 1,
        ProblemSeverity.Error, ProblemCodes.Duplicate, $"{post.File} and {first.File} both have {what}; {first.File} keeps it.", "Give this post its own.");

    private void SettleTags(List<Post> tagged, SnapshotContext context)
    {
        var before = context.TagSlugs;
        var uses = tagged.SelectMany(post => post.Tags.Select((tag, index) => (Post: post, Index: index, tag.Label, Key: TagKey.Of(tag.Label))))
            .OrderBy(use => use.Post.Published).ThenBy(use => use.Post.File, StringComparer.Ordinal).ThenBy(use => use.Index).DistinctBy(use => use.Key).ToList();
        var configured = options.TagSlugs.ToDictionary(pair => TagKey.Of(pair.Key), pair => TagKey.Slug(pair.Value));
        Tags = [];
        foreach (var use in uses.OrderBy(use => configured.ContainsKey(use.Key) ? 0 : 1))
        {
            if ((configured.GetValueOrDefault(use.Key) ?? before.GetValueOrDefault(use.Key)) is { } slug && Tags.Values.All(tag => tag.Slug != slug)) Tags[use.Key] = new(use.Label, slug);
        }

        var open = uses.Where(use => !Tags.ContainsKey(use.Key)).OrderBy(use => configured.ContainsKey(use.Key) ? 0 : 1).ToList();
        var taken = Tags.Values.Select(tag => tag.Slug).Concat(before.Values).Concat(context.RetiredSlugs).ToHashSet();
        foreach (var use in open)
        {
            var own = TagKey.Slug(use.Label);
            var slug = own;
            if (own.Length == 0 || !taken.Add(own))
            {
                var free = Enumerable.Range(own.Length > 0 ? 2 : 1, 1000).Select(number => string.Create(CultureInfo.InvariantCulture, $"{(own.Length > 0 ? own : "tag")}-{number}"));
                slug = free.First(name => open.TrueForAll(other => TagKey.Slug(other.Label) != name) && taken.Add(name));
                if (own.Length > 0) Problems.Add(Collision(use.Post, use.Label, own, slug));
            }

            Tags[use.Key] = new(use.Label, slug);
        }
    }

    private static Problem Collision(Post post, string label, string own, string slug)
    {
        var entry = FieldReader.First(post.Properties, TagField.Keys);
        return new(post.File, entry?.Line ?? post.Properties.Line, entry?.Column ?? 1, ProblemSeverity.Warning, ProblemCodes.TagCollision,
            $"The tag '{label}' has the slug {slug}, for {own} is another tag's.", $"Set Content:TagSlugs:{label} in the configuration.");
    }

    private SnapshotFile FileOf(ParsedFile file, Dictionary<string, Problem> losers, SnapshotContext context, DateTimeOffset now) => file.State switch
    {
        FileState.Excluded => new(file.File, PostOutcome.Excluded, null),
        FileState.Draft => new(file.File, PostOutcome.Draft, null),
        FileState.Post when losers.ContainsKey(file.File) => new(file.File, PostOutcome.Problem, file.Post),
        FileState.Post => new(file.File, file.Post!.Published > now && context.Live(file.File) != file.Post.Published ? PostOutcome.Scheduled : PostOutcome.Published, Settled(file.Post)),
        _ => new(file.File, PostOutcome.Problem, null),
    };

    private Post Settled(Post post) => post with { Tags = [.. post.Tags.Select(tag => Tags[TagKey.Of(tag.Label)])] };

    private static string Address(Post post) => post.Url.TrimEnd('/');
}
