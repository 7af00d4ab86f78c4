using System.Collections.Immutable;
using System.Net;
using MimeKit;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters;

/// <summary>Shows what a digest would be, with nobody's data and no trace.</summary>
/// <param name="arrivals">Tells what is due.</param>
/// <param name="published">The posts.</param>
/// <param name="composer">Composes.</param>
/// <param name="links">Gives links that lead nowhere.</param>
/// <param name="builder">Builds the message.</param>
internal sealed class EditionPreview(
    ArrivalStore arrivals, PublishedPosts published, EditionComposer composer, ReaderLinks links, MessageBuilder builder)
{
    /// <summary>The posts that no edition has announced yet.</summary>
    public async Task<ImmutableArray<EditionPost>> FindDueAsync(NewsletterOptions newsletter, CancellationToken cancellationToken)
    {
        var announced = await arrivals.ReadAnnouncedAsync(newsletter.Name, cancellationToken);
        var due = await arrivals.ReadAboveAsync(newsletter.Name, announced, cancellationToken);
        return DuePosts.InOrder(due.Select(arrival => published.Current.Posts.GetValueOrDefault(arrival.PostId)).OfType<LedgerPost>()
            .Where(post => newsletter.Selects(post.Post)));
    }

    /// <summary>The newest posts.</summary>
    public ImmutableArray<EditionPost> FindLatest(NewsletterOptions newsletter, int count) =>
        [.. DuePosts.InOrder(published.Current.Posts.Values.Where(post => newsletter.Selects(post.Post))).Take(count)];

    /// <summary>The words and the message for an address; null while a post's file is newer than what is public.</summary>
    public (MailContent Content, MimeMessage Message)? Compose(NewsletterOptions newsletter, VariantSpec variant, string address)
    {
        if (composer.Compose(newsletter, variant) is not { } content) return null;
        // A subscription that nobody has: its links are well-formed and end nothing.
        var id = RandomId.New();
        var list = links.ListFor(newsletter, id, id);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [PersonalPart.Unsubscribe] = list.Unsubscribe.AbsoluteUri,
            [PersonalPart.Preferences] = links.Preferences(id, isRequested: false),
        };
        var message = builder.Build(new Envelope
        {
            DeliveryId = id,
            From = newsletter.From,
            ReplyTo = newsletter.ReplyTo,
            To = address,
            PersonalParts = parts,
            List = list,
        }, new EncodedContent(content));
        return (parts.Aggregate(content, static (filled, part) => filled with
        {
            Html = filled.Html?.Replace(part.Key, WebUtility.HtmlEncode(part.Value), StringComparison.Ordinal),
            Text = filled.Text.Replace(part.Key, part.Value, StringComparison.Ordinal),
        }), message);
    }
}
