using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a reader who has just left may take instead (mail rule 11): a pause, or fewer mails.</summary>
/// <param name="links">Where unsubscribe links lead.</param>
/// <param name="subscriptions">The subscriptions.</param>
/// <param name="preferences">What readers set themselves.</param>
/// <param name="time">The clock.</param>
internal sealed class ReturnWorkflow(SubscriptionWorkflow links, SubscriptionStore subscriptions, PreferenceStore preferences, TimeProvider time)
{
    /// <summary>Takes an unsubscription back within <see cref="SubscriptionWorkflow.UndoPeriod"/> for a pause.</summary>
    public Task<TokenResult> PauseAsync(string? token, CancellationToken cancellationToken) =>
        links.ChangeAsync(token, cancellationToken, links.CanResubscribe, async (transaction, subscription) =>
        {
            await subscriptions.ResubscribeAsync(transaction, subscription.Id);
            await preferences.PauseAsync(transaction, subscription.Id, time.GetUtcNow() + PreferencesWorkflow.PausePeriod);
        });

    /// <summary>Takes an unsubscription back within <see cref="SubscriptionWorkflow.UndoPeriod"/> for another schedule.</summary>
    public Task<TokenResult> ChangeScheduleAsync(string? token, string schedule, CancellationToken cancellationToken) =>
        links.ChangeAsync(token, cancellationToken, links.CanResubscribe, async (transaction, subscription) =>
        {
            await subscriptions.ResubscribeAsync(transaction, subscription.Id);
            await preferences.ChooseAsync(transaction, subscription.Id, schedule, subscription.Tags);
        });
}
