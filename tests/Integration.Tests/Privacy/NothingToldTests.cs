using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Importing;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Integration.Privacy;

/// <summary>A whole run, from sign-up to erasure, tells logs, metrics and traces nobody's address, token or tags.</summary>
public sealed class NothingToldTests : IAsyncLifetime
{
    private const string Address = "quietreader@private.example";
    private const string Imported = "othersecret@private.example";
    private const string Tag = "hiddencondition";

    private readonly ConcurrentQueue<string> told = new();
    private readonly MeterListener metrics = new();
    private readonly ActivityListener traces;
    private WholeService service = null!;

    public NothingToldTests()
    {
        metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Tell(instrument.Name, tags));
        metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Tell(instrument.Name, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Tell(instrument.Name, tags));
        traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => told.Enqueue($"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(each => each.Tags))}"),
        };
    }

    public async ValueTask InitializeAsync()
    {
        metrics.Start();
        ActivitySource.AddActivityListener(traces);
        service = await WholeService.StartedAsync(
            configuration => configuration["Logging"] = new { LogLevel = new { Default = "Trace" } }, folder => folder.Save("a.md", "Alpha", Tag));
    }

    public async ValueTask DisposeAsync()
    {
        metrics.Dispose();
        traces.Dispose();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Neither_logs_nor_metrics_nor_traces_hold_addresses_tokens_or_tags()
    {
        using (var form = new FormUrlEncodedContent([KeyValuePair.Create("email", Address)])) (await service.Client.PostAsync("subscribe", form, Token)).Dispose();
        var links = service.Services.GetRequiredService<SubscriptionLinks>();
        var id = await SubscriptionAsync(Address);
        var confirm = links.Confirm(id).PathAndQuery;
        Assert.Equal(HttpStatusCode.OK, await PostAsync(confirm));
        await ImportAsync();
        service.Save("b.md", "Beta");
        await service.EventuallyAsync("feeds/all.rss", text => text.Contains("Beta", StringComparison.Ordinal));
        await SendAsync();
        var preferences = links.Preferences(id, isRequested: true).PathAndQuery;
        (await service.Client.GetAsync(preferences, Token)).Dispose();
        await PressAsync(preferences, ("action", "choose"), ("newsletter", "treatments"), ("schedule", "daily"), ("about", "chosen"), ("tags", Tag));
        Assert.Contains(Tag, await ScalarAsync<string>($"SELECT tags FROM subscriptions WHERE id = '{id}'"), StringComparison.Ordinal);
        await PressAsync(preferences, ("action", "describe"), ("timeZone", "Asia/Tokyo"));
        await PressAsync(preferences, ("action", "pause"), ("newsletter", "treatments"));
        await PressAsync(preferences, ("action", "resume"), ("newsletter", "treatments"));
        await PressAsync(preferences, ("action", "data"));
        await PressAsync("preferences/link", ("email", Address));
        (await service.Client.GetAsync(preferences + "x", Token)).Dispose();
        Assert.Equal(0, (await service.CallAsync("subscribers", "show", Address)).Code);
        Assert.Equal(0, (await service.CallAsync("subscribers", "suppress", "thirdsecret@private.example")).Code);
        var leave = links.Unsubscribe(id).PathAndQuery;
        (await service.Client.GetAsync(leave, Token)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(leave));
        await PressAsync(preferences, ("action", "erase-now"));
        Assert.Null(await ScalarAsync<string>($"SELECT id FROM subscribers WHERE address_key = '{Address}'"));
        metrics.RecordObservableInstruments();

        // Had little been told at all, this would prove nothing.
        Assert.Contains(service.Log, line => line.StartsWith("Debug ", StringComparison.Ordinal) || line.StartsWith("Trace ", StringComparison.Ordinal));
        Assert.NotEmpty(told);
        string[] secrets = ["quietreader", "othersecret", "thirdsecret", Tag, preferences.Split("token=")[1], confirm.Split("token=")[1], leave.Split("token=")[1]];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(service.Log, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(told, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private void Tell(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder(name);
        foreach (var (key, value) in tags) text.Append(' ').Append(key).Append('=').Append(value);
        told.Enqueue(text.ToString());
    }

    private async Task<HttpStatusCode> PostAsync(string path)
    {
        using var answer = await service.Client.PostAsync(path, null, Token);
        return answer.StatusCode;
    }

    private async Task PressAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await service.Client.PostAsync(path, form, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task ImportAsync()
    {
        var newsletter = service.Services.GetRequiredService<IReadOnlyList<NewsletterOptions>>()[0];
        var summary = await service.Services.GetRequiredService<SubscriberImport>().RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($"email,tags\n{Imported},{Tag}\nno address {Imported}\n")), new ImportOptions { Newsletter = newsletter, Confirmed = true },
            (_, _) => Task.CompletedTask, Token);
        Assert.Equal(1, summary.Subscribed);
    }

    /// <summary>Plans what is due; the running service sends it.</summary>
    private async Task SendAsync()
    {
        var newsletter = service.Services.GetRequiredService<IReadOnlyList<NewsletterOptions>>()[0];
        var planned = await service.Services.GetRequiredService<EditionPlanner>().PlanLatestAsync(newsletter, 1, TimeProvider.System.GetUtcNow(), Token);
        Assert.NotNull(planned);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE kind = 'Digest' AND state <> 'Sent'") > 0) limit.Token.ThrowIfCancellationRequested();
    }

    private async Task<string> SubscriptionAsync(string key) =>
        (await ScalarAsync<string>($"SELECT s.id FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id WHERE r.address_key = '{key}'"))!;

    private Task<T?> ScalarAsync<T>(string sql) => service.Services.GetRequiredService<Database>().ReadAsync(connection => connection.ExecuteScalarAsync<T>(sql), Token);
}
