using Microsoft.Extensions.DependencyInjection;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Support.Http;

/// <summary>The preference page of the reader who signed up first.</summary>
public static class ReaderPages
{
    /// <summary>A confirmed reader.</summary>
    public static async Task<RunningService> WithReaderAsync(this RunningService service, params (string Name, string Value)[] fields)
    {
        using var answer = await service.SignUpAsync("reader@example.org", fields);
        answer.EnsureSuccessStatusCode();
        await service.PostAsync(await service.ConfirmationLinkAsync());
        return service;
    }

    /// <summary>The link that a digest carries, or one that was asked for.</summary>
    public static async Task<string> PreferencesLinkAsync(this RunningService service, bool isRequested = false) =>
        service.Services.GetRequiredService<SubscriptionLinks>()
            .Preferences((await service.Database.ScalarAsync<string>("SELECT id FROM subscriptions ORDER BY consent_at, newsletter DESC LIMIT 1"))!, isRequested).AbsoluteUri;

    /// <summary>Presses a button of a form.</summary>
    public static async Task<HttpResponseMessage> PressAsync(this RunningService service, string link, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("action", action)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await service.Client.PostAsync(link, form);
    }
}
