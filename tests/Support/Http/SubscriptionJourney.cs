using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Support.Http;

/// <summary>What a reader does, and the links that the mails of the only subscription would carry.</summary>
public static class SubscriptionJourney
{
    /// <summary>Signs a reader up as the form does.</summary>
    public static async Task<HttpResponseMessage> SignUpAsync(this RunningService service, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("email", address)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await service.Client.PostAsync("subscribe", form);
    }

    /// <summary>Signs a reader up; it must work.</summary>
    public static async Task SignUpAsync(this RunningService service)
    {
        using var answer = await service.SignUpAsync("reader@example.org");
        answer.EnsureSuccessStatusCode();
    }

    public static async Task<string> ConfirmationLinkAsync(this RunningService service) =>
        service.Services.GetRequiredService<SubscriptionLinks>().Confirm(await service.OnlySubscriptionAsync()).AbsoluteUri;

    public static async Task<string> UnsubscribeLinkAsync(this RunningService service) =>
        service.Services.GetRequiredService<SubscriptionLinks>().Unsubscribe(await service.OnlySubscriptionAsync()).AbsoluteUri;

    public static Task<string?> StateAsync(this RunningService service) => service.Database.ScalarAsync<string>("SELECT state FROM subscriptions");

    /// <summary>Presses the only button of a link's page.</summary>
    public static Task<HttpStatusCode> PostAsync(this RunningService service, string link) => service.SendAsync(HttpMethod.Post, link);

    public static async Task<HttpStatusCode> SendAsync(this RunningService service, HttpMethod method, string link)
    {
        using var request = new HttpRequestMessage(method, link);
        using var answer = await service.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> OnlySubscriptionAsync(this RunningService service) =>
        (await service.Database.ScalarAsync<string>("SELECT id FROM subscriptions"))!;
}
