using System.Collections.Concurrent;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Makes the message of one delivery: the variant's words with the reader's own parts.</summary>
/// <param name="newsletters">The newsletters.</param>
/// <param name="words">The variants' words.</param>
/// <param name="confirmations">Composes requests to confirm.</param>
/// <param name="headers">What headers say of a newsletter, with its links.</param>
/// <param name="builder">Builds and signs.</param>
/// <param name="deliveries">Notes when a delivery has to carry another variant.</param>
internal sealed class DeliveryComposer(
    IReadOnlyList<NewsletterOptions> newsletters, VariantWords words, ConfirmationComposer confirmations, ReaderLinks headers, MessageBuilder builder, DeliveryStore deliveries)
{
    private readonly ConcurrentDictionary<(DeliveryKind Kind, string Newsletter, string Language), EncodedContent> shortWords = new();

    /// <summary>Composes a delivery's message from the posts as they are now.</summary>
    public async Task<ComposedDelivery> ComposeAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        if (newsletters.FirstOrDefault(item => item.Name == delivery.Newsletter) is not { } newsletter)
        {
            return new ComposedDelivery.Nothing("The newsletter is not configured any more.");
        }

        return delivery.Kind switch
        {
            DeliveryKind.Confirmation => ComposeConfirmation(delivery, newsletter),
            DeliveryKind.Access => ComposeAccess(delivery, newsletter),
            _ => await ComposeDigestAsync(delivery, newsletter, cancellationToken),
        };
    }

    private ComposedDelivery.Ready ComposeConfirmation(ClaimedDelivery delivery, NewsletterOptions newsletter)
    {
        var language = newsletter.LanguageFor(delivery.Language);
        var content = shortWords.GetOrAdd((delivery.Kind, newsletter.Name, language), _ => new EncodedContent(confirmations.Compose(newsletter, language)));
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { [PersonalPart.Confirm] = headers.Confirm(delivery.SubscriptionId) };
        return Finish(delivery, newsletter, content, parts, null);
    }

    private ComposedDelivery.Ready ComposeAccess(ClaimedDelivery delivery, NewsletterOptions newsletter)
    {
        var language = newsletter.LanguageFor(delivery.Language);
        var content = shortWords.GetOrAdd((delivery.Kind, newsletter.Name, language), _ => new EncodedContent(confirmations.ComposeAccess(newsletter, language)));
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { [PersonalPart.Preferences] = headers.Preferences(delivery.SubscriptionId, isRequested: true) };
        return Finish(delivery, newsletter, content, parts, null);
    }

    private async Task<ComposedDelivery> ComposeDigestAsync(ClaimedDelivery delivery, NewsletterOptions newsletter, CancellationToken cancellationToken)
    {
        var (edition, key) = (delivery.EditionId!, delivery.VariantKey!);
        if (!await words.KnowsPostsAsync(edition, key, cancellationToken)) return new ComposedDelivery.NotYet();
        if (await words.ReadCurrentAsync(edition, key, cancellationToken) is not { } spec) return new ComposedDelivery.Nothing("Its posts were removed.");
        if (await words.GetAsync(newsletter, edition, spec, cancellationToken) is not { } content) return new ComposedDelivery.NotYet();
        var current = spec.Key();
        if (current != key)
        {
            await deliveries.ChangeVariantAsync(delivery.Id, current, cancellationToken);
            delivery = delivery with { VariantKey = current };
        }

        var list = headers.ListFor(newsletter, delivery.SubscriptionId, edition);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [PersonalPart.Unsubscribe] = list.Unsubscribe.AbsoluteUri,
            [PersonalPart.Preferences] = headers.Preferences(delivery.SubscriptionId, isRequested: false),
        };
        return Finish(delivery, newsletter, content, parts, list);
    }

    private ComposedDelivery.Ready Finish(
        ClaimedDelivery delivery, NewsletterOptions newsletter, EncodedContent content, Dictionary<string, string> parts, MailingList? list)
    {
        var message = builder.Build(new Envelope
        {
            DeliveryId = delivery.Id,
            From = newsletter.From,
            ReplyTo = newsletter.ReplyTo,
            To = delivery.Address,
            PersonalParts = parts,
            List = list,
        }, content);
        return new ComposedDelivery.Ready(delivery, headers.Address(delivery, message, newsletter.From));
    }
}
