using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http;

/// <summary>What a reader who has just left may take instead (mail rule 11).</summary>
/// <remarks>
/// Unsubscribe links never expire and go wherever a digest is forwarded: they may pause or thin out what they may end,
/// but the preferences are shown to the reader's own mailbox alone, by a link that is mailed.
/// </remarks>
/// <param name="workflow">Knows the subscription.</param>
/// <param name="returns">Takes an end back.</param>
/// <param name="personal">Mails links.</param>
/// <param name="newsletters">Their schedules.</param>
/// <param name="pages">The answers.</param>
/// <param name="notices">The answers without a newsletter.</param>
internal sealed class UnsubscribeAlternatives(
    SubscriptionWorkflow workflow, ReturnWorkflow returns, PersonalDataWorkflow personal, IReadOnlyList<NewsletterOptions> newsletters, LinkPages pages, NoticePages notices)
{
    /// <summary>A pause instead of the end.</summary>
    public async Task<IResult> PauseAsync(string token, string language, CancellationToken cancellationToken) =>
        pages.Undone(await returns.PauseAsync(token, cancellationToken), token, language, "paused");

    /// <summary>The rarest schedule instead of the end.</summary>
    public async Task<IResult> FewerAsync(string token, string language, CancellationToken cancellationToken)
    {
        var known = await workflow.ReadUnsubscriptionAsync(token, cancellationToken);
        if (known.Subscription is not { } subscription || FewerThan(subscription, newsletters) is not { } fewer) return pages.Unsubscription(known, token, language);
        return pages.Undone(await returns.ChangeScheduleAsync(token, fewer, cancellationToken), token, language, "fewer");
    }

    /// <summary>A link to the preferences, by mail.</summary>
    public async Task<IResult> MailLinkAsync(string token, string language, CancellationToken cancellationToken)
    {
        var known = await workflow.ReadUnsubscriptionAsync(token, cancellationToken);
        if (known.Subscription is not { } subscription || !workflow.CanResubscribe(subscription)) return pages.Unsubscription(known, token, language);
        await personal.RequestLinkAsync(subscription.Id, cancellationToken);
        return notices.Show("linkSent", language, StatusCodes.Status200OK);
    }

    /// <summary>The rarest schedule of a subscription's newsletter, or null where that is what it has.</summary>
    public static string? FewerThan(Subscription subscription, IReadOnlyList<NewsletterOptions> newsletters) =>
        newsletters.FirstOrDefault(newsletter => newsletter.Name == subscription.Newsletter)?.Schedules[0].Name is { } rarest && rarest != subscription.Schedule
            ? rarest
            : null;
}
