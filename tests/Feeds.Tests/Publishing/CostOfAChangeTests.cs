using System.Collections.Immutable;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>What an edit costs, told by the memory that it asks for: unlike time, the same on a busy machine.</summary>
public sealed class CostOfAChangeTests
{
    [Fact]
    public void An_edit_among_many_posts_costs_what_it_costs_among_few()
    {
        EditIn(100);
        var few = EditIn(500);
        var many = EditIn(20_000);

        Assert.True(many < few * 3, string.Create(CultureInfo.InvariantCulture, $"An edit took {few} bytes among 500 posts and {many} among 20,000."));
    }

    /// <summary>Bytes that one edit asks for, from the changed file to the posts that moved.</summary>
    private static long EditIn(int count)
    {
        var files = Enumerable.Range(0, count).Select(number => FileOf(number, 1)).ToImmutableSortedDictionary(file => file.Parsed.File, file => file, StringComparer.Ordinal);
        var snapshots = new SnapshotBuilder(ContentIn());
        var identities = new IdentityLedger(Site, ContentIn(), FeedsIn());
        var first = snapshots.Build(new(FolderState.Present, files, []), SnapshotContext.Empty, Noon.AddYears(1));
        var began = identities.Apply(LedgerState.Empty, LedgerInputBuilder.Build(first, null, LedgerState.Empty, Noon));
        var ledger = LedgerState.Empty.With(began.Change);
        var context = new SnapshotContext { UrlOwner = url => ledger.Owners.GetValueOrDefault(url), TagSlugs = ledger.TagSlugs };
        var previous = snapshots.Build(new(FolderState.Present, files, []), context, Noon.AddYears(1), first);
        var published = PublishedState.Empty.Become(1, began.Posts.ToImmutableDictionary(post => post.Id, StringComparer.Ordinal), []);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var edited = FileOf(count / 2, 2);
        var changed = files.SetItem(edited.Parsed.File, edited);
        var snapshot = snapshots.Build(new(FolderState.Present, changed, []) { Changes = new(files, changed, [edited.Parsed.File]) }, context, Noon.AddYears(1), previous);
        var result = identities.Apply(ledger, LedgerInputBuilder.Build(snapshot, previous, ledger, Noon));
        var next = ledger.With(result.Change);
        var posts = published.Become(next.Revision, published.Posts.SetItem(result.Posts[0].Id, result.Posts[0]), [result.Posts[0].Id]);
        Assert.Single(posts.MovedSince(published));
        Assert.Empty(snapshot.ProblemsSince(previous));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ContentFile FileOf(int number, int version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:D6}.md");
        var post = Post(name, Noon.AddMinutes(number), content: string.Create(CultureInfo.InvariantCulture, $"content {version}"), tags: [TagOf(number), TagOf(number * 7)]);
        return new(new(name, FileState.Post, post with { Tags = [.. post.Tags.Distinct()] }, []), 1, default, "", true);
    }

    private static string TagOf(int number) => string.Create(CultureInfo.InvariantCulture, $"tag{number % 20}");
}
