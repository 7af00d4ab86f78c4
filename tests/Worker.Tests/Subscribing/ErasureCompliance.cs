using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Subscribing;

public abstract class ErasureCompliance : StoreCompliance
{
    private const string Address = "reader@example.org";

    private readonly ManualClock clock = new();
    private ServiceProvider? services;

    private ServiceProvider Services => services ??= new ServiceCollection()
        .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(clock).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
        .AddSingleton(Test.Database).BuildServiceProvider();

    private ErasureStore Erasure => Services.GetRequiredService<ErasureStore>();

    private SuppressionStore Suppressions => Services.GetRequiredService<SuppressionStore>();

    [Fact]
    public async Task Erasure_leaves_a_keyed_hash_and_nothing_else()
    {
        await FillAsync();
        await ConfirmedAsync("other@example.org");

        Assert.True(await Erasure.EraseAsync(Address, CancellationToken.None));

        foreach (var table in new[] { "subscribers", "subscriptions" }) Assert.Equal(1, await Test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));
        foreach (var table in new[] { "deliveries", "receipts" }) Assert.Equal(0, await Test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));
        Assert.Equal(
            Suppressions.Hash(Address) + " Erasure", await Test.ScalarAsync<string>("SELECT address_hash || ' ' || reason FROM suppressions"));
    }

    [Fact]
    public async Task Erasing_again_or_an_unknown_address_is_harmless_and_keeps_it_out()
    {
        Assert.False(await Erasure.EraseAsync(Address, CancellationToken.None));
        Assert.False(await Erasure.EraseAsync(Address, CancellationToken.None));

        Assert.Equal(SignUpOutcome.Suppressed, await AddAsync(Address));
    }

    [Fact]
    public async Task Erasure_keeps_the_reason_of_an_earlier_suppression()
    {
        await SuppressAsync(SuppressionReason.Complaint);

        await Erasure.EraseAsync(Address, CancellationToken.None);

        Assert.Equal("Complaint", await Test.ScalarAsync<string>("SELECT reason FROM suppressions"));
    }

    [Fact]
    public async Task Export_has_everything_that_is_held()
    {
        await FillAsync();
        await SuppressAsync(SuppressionReason.Bounce);

        var held = await Services.GetRequiredService<HoldingsStore>().ReadAsync(Address, CancellationToken.None);

        var text = Encoding.UTF8.GetString(SubscriberExport.ToJson(held!, clock.GetUtcNow()));
        using var json = JsonDocument.Parse(text);
        var subscription = json.RootElement.GetProperty("subscriptions")[0];
        Assert.Equal(Address, json.RootElement.GetProperty("address").GetString());
        Assert.Equal("Bounce", json.RootElement.GetProperty("suppressedFor").GetString());
        Assert.Equal("Kabul ediyorum ✓", subscription.GetProperty("consent").GetProperty("text").GetString());
        Assert.Equal("heart", subscription.GetProperty("tags")[0].GetString());
        Assert.Equal("250 ok", subscription.GetProperty("messages")[0].GetProperty("reply").GetString());
        Assert.Equal("tag:post", subscription.GetProperty("received")[0].GetProperty("posts")[0].GetString());
        Assert.Contains("Kabul ediyorum ✓", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_held_is_no_export() =>
        Assert.Null(await Services.GetRequiredService<HoldingsStore>().ReadAsync(Address, CancellationToken.None));

    private async Task FillAsync()
    {
        var id = await ConfirmedAsync(Address);
        await Test.ExecuteAsync(
            """
            INSERT INTO editions (id, newsletter, schedule, occurrence, state, through, created_at) VALUES ('e1', 'treatments', 'weekly', '2026-11-23T08:00:00', 'Done', 1, 5);
            INSERT INTO variants (edition_id, key, language, text_only, posts) VALUES ('e1', 'v1', 'en', 0, '[{"id":"tag:post","hash":"h"}]');
            """);
        await Test.ExecuteAsync(
            "INSERT INTO deliveries (id, kind, edition_id, subscription_id, state, due_at, created_at, reply) VALUES ('d1', 'Digest', 'e1', @id, 'Sent', 5, 5, '250 ok')", new { id });
        await Test.ExecuteAsync(
            "INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at) VALUES (@id, 'e1', 'v1', 'Sent', 6)", new { id });
    }

    private async Task<string> ConfirmedAsync(string address)
    {
        Assert.Equal(SignUpOutcome.Confirmed, await AddAsync(address));
        return (await Test.ScalarAsync<string>(
            "SELECT s.id FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id WHERE r.address = @address", new { address }))!;
    }

    private Task<SignUpOutcome> AddAsync(string address) => Services.GetRequiredService<SignUpWorkflow>().AddConfirmedAsync(
        new SignUpRequest(AddressRules.Read(address).Address!, "tr", new SubscriptionWish
        {
            Newsletter = "treatments", Schedule = "weekly", Tags = ["heart"], ConsentText = "Kabul ediyorum ✓",
        }), CancellationToken.None);

    private Task SuppressAsync(SuppressionReason reason) => Test.Database.WriteAsync(
        transaction => Suppressions.AddAsync(transaction, Address, reason, clock.GetUtcNow()), CancellationToken.None);
}
