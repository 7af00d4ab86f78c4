using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class SubscriberStoreCompliance : StoreCompliance
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private SubscriberStore Store => new(Test.Database);

    [Fact]
    public async Task New_subscriber_is_found_by_id_as_it_was_added()
    {
        var added = await AddAsync("reader@example.org", new Subscriber("s1", "Reader@example.org", "tr", TextOnly: true, Now));

        Assert.Equal(new Subscriber("s1", "Reader@example.org", "tr", TextOnly: true, Now), added);
        Assert.Equal(added, await Store.FindAsync("s1", CancellationToken.None));
        Assert.Null(await Store.FindAsync("s2", CancellationToken.None));
    }

    [Fact]
    public async Task Other_spelling_finds_the_first()
    {
        await AddAsync("reader@example.org", new Subscriber("s1", "Reader@example.org", null, TextOnly: false, Now));

        var again = await AddAsync("reader@example.org", new Subscriber("s2", "READER@example.org", "tr", TextOnly: false, Now));

        Assert.Equal("s1", again.Id);
        Assert.Equal("Reader@example.org", again.Address);
    }

    [Fact]
    public async Task Many_sign_ups_of_one_person_at_once_make_one_subscriber()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            AddAsync("reader@example.org", new Subscriber("s" + (char)(97 + number), "reader@example.org", null, TextOnly: false, Now))));

        Assert.Single(all.Distinct());
        Assert.Equal(1, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task Language_changes_only_while_nothing_is_confirmed()
    {
        await AddAsync("reader@example.org", new Subscriber("s1", "reader@example.org", "en", TextOnly: false, Now));
        await Test.Database.WriteAsync(transaction => Store.SetUnconfirmedLanguageAsync(transaction, "s1", "tr"), CancellationToken.None);
        Assert.Equal("tr", (await Store.FindAsync("s1", CancellationToken.None))!.Language);

        await Test.ExecuteAsync(
            "INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, consent_text, consent_at) VALUES ('x', 's1', 'n', 'Confirmed', 'weekly', '', 0)");
        await Test.Database.WriteAsync(transaction => Store.SetUnconfirmedLanguageAsync(transaction, "s1", "en"), CancellationToken.None);
        Assert.Equal("tr", (await Store.FindAsync("s1", CancellationToken.None))!.Language);
    }

    private Task<Subscriber> AddAsync(string key, Subscriber candidate) =>
        Test.Database.WriteAsync(transaction => Store.FindOrAddAsync(transaction, key, candidate), CancellationToken.None);
}
