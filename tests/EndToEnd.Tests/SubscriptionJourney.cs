using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.EndToEnd;

/// <summary>The links that a reader would find in mails.</summary>
internal static class SubscriptionJourney
{
    public static async Task<string> ConfirmationLinkAsync(this RunningService service) =>
        service.Services.GetRequiredService<SubscriptionLinks>().Confirm(await service.OnlySubscriptionAsync()).AbsoluteUri;

    public static async Task<string> UnsubscribeLinkAsync(this RunningService service) =>
        service.Services.GetRequiredService<SubscriptionLinks>().Unsubscribe(await service.OnlySubscriptionAsync()).AbsoluteUri;

    public static Task<string?> StateAsync(this RunningService service) => service.Database.ScalarAsync<string>("SELECT state FROM subscriptions");

    /// <summary>Signs a reader up as the form does.</summary>
    public static async Task SignUpAsync(this RunningService service)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "reader@example.org")]);
        using var answer = await service.Client.PostAsync("subscribe", form);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Confirms as the button does.</summary>
    public static async Task ConfirmAsync(this RunningService service)
    {
        using var answer = await service.Client.PostAsync(await service.ConfirmationLinkAsync(), content: null);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> OnlySubscriptionAsync(this RunningService service) =>
        (await service.Database.ScalarAsync<string>("SELECT id FROM subscriptions"))!;
}
