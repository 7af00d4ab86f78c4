using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Subscribing;

public sealed class TokenTests : IAsyncLifetime
{
    private const string Id = "abcdefghijklmnopqrstuvwxyz";

    private readonly ManualClock clock = new();
    private TestDatabase test = null!;
    private ServiceProvider worker = null!;

    private ConfirmationTokens Confirmations => worker.GetRequiredService<ConfirmationTokens>();

    private UnsubscribeTokens Unsubscriptions => worker.GetRequiredService<UnsubscribeTokens>();

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.Sqlite().MigrateAsync();
        worker = StartWorker();
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        await test.DisposeAsync();
    }

    [Fact]
    public async Task Every_worker_of_a_database_reads_the_tokens_of_the_others()
    {
        await using var other = StartWorker();

        Assert.Equal((TokenStatus.Valid, Id), other.GetRequiredService<ConfirmationTokens>().Read(Confirmations.Create(Id)));
        Assert.Equal(Id, other.GetRequiredService<UnsubscribeTokens>().Read(Unsubscriptions.Create(Id)));
    }

    [Fact]
    public async Task Another_databases_tokens_are_unknown()
    {
        await using var elsewhere = await TestDatabase.Sqlite().MigrateAsync();
        await using var other = StartWorker(elsewhere.Options);

        Assert.Equal(TokenStatus.Unknown, Confirmations.Read(other.GetRequiredService<ConfirmationTokens>().Create(Id)).Status);
        Assert.Null(Unsubscriptions.Read(other.GetRequiredService<UnsubscribeTokens>().Create(Id)));
    }

    [Fact]
    public void Confirmation_expires_with_the_sign_up_and_an_unsubscription_never()
    {
        var confirmation = Confirmations.Create(Id);
        var unsubscription = Unsubscriptions.Create(Id);

        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(TokenStatus.Valid, Confirmations.Read(confirmation).Status);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((TokenStatus.Expired, Id), Confirmations.Read(confirmation));
        clock.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(Id, Unsubscriptions.Read(unsubscription));
    }

    [Fact]
    public void Token_of_one_purpose_is_unknown_to_the_other()
    {
        Assert.Equal(TokenStatus.Unknown, Confirmations.Read(Unsubscriptions.Create(Id)).Status);
        Assert.Null(Unsubscriptions.Read(Confirmations.Create(Id)));
    }

    [Fact]
    public void Altering_any_character_makes_a_token_unknown()
    {
        foreach (var altered in Alterations(Confirmations.Create(Id))) Assert.Equal(TokenStatus.Unknown, Confirmations.Read(altered).Status);
        foreach (var altered in Alterations(Unsubscriptions.Create(Id))) Assert.Null(Unsubscriptions.Read(altered));
    }

    [Fact]
    public async Task Database_that_is_away_does_not_make_a_link_a_wrong_one()
    {
        var token = Confirmations.Create(Id);
        await using var other = StartWorker();
        await test.ExecuteAsync("ALTER TABLE protection_keys RENAME TO away");
        Assert.ThrowsAny<Exception>(() => other.GetRequiredService<ConfirmationTokens>().Read(token));

        await test.ExecuteAsync("ALTER TABLE away RENAME TO protection_keys");
        Assert.Equal((TokenStatus.Valid, Id), other.GetRequiredService<ConfirmationTokens>().Read(token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("../../etc/passwd")]
    [InlineData("\0\r\n")]
    [InlineData("ééééééééééééééééééééééééééééééééééééééééé")]
    public void Rubbish_is_unknown(string? token)
    {
        Assert.Equal(TokenStatus.Unknown, Confirmations.Read(token).Status);
        Assert.Null(Unsubscriptions.Read(token));
    }

    [Fact]
    public void Very_long_token_is_unknown()
    {
        Assert.Equal(TokenStatus.Unknown, Confirmations.Read(new string('A', 100_000)).Status);
        Assert.Null(Unsubscriptions.Read(new string('a', 100_000)));
    }

    [Fact]
    public void Unsubscribe_token_fits_a_local_part_and_survives_folding()
    {
        var token = Unsubscriptions.Create(RandomId.New());

        Assert.Matches("^[a-z2-7]{52}$", token);
        Assert.Equal(token, Unsubscriptions.Create(Unsubscriptions.Read(token)!));
        Assert.NotNull(Unsubscriptions.Read(token.ToUpperInvariant()));
        Assert.True(("unsubscribe+" + token).Length <= 64);
    }

    [Fact]
    public void Links_are_absolute_short_and_of_the_configured_origin()
    {
        var links = new SubscriptionLinks(new ServiceOptions { PublicUrl = new Uri("https://news.example.org/mail") }, Confirmations, Unsubscriptions, worker.GetRequiredService<PreferenceTokens>());

        Assert.Matches("^https://news.example.org/mail/confirm\\?token=[A-Za-z0-9_-]{22,200}$", links.Confirm(Id).AbsoluteUri);
        Assert.Equal("https://news.example.org/mail/unsubscribe?token=" + links.UnsubscribeMailToken(Id), links.Unsubscribe(Id).AbsoluteUri);
    }

    private static IEnumerable<string> Alterations(string token) =>
        Enumerable.Range(0, token.Length).Select(index => token[..index] + (token[index] is 'a' ? 'b' : 'a') + token[(index + 1)..])
            .Append(token + "a").Append(token[..^1]);

    private ServiceProvider StartWorker(StorageOptions? storage = null) => new ServiceCollection()
        .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(clock).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
        .AddSingleton(storage ?? test.Options).AddSingleton<Database>().BuildServiceProvider();
}
