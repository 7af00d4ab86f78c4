using System.Globalization;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Outlook;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Outlook;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>Decides what a preview shows.</summary>
/// <param name="preview">Finds posts.</param>
/// <param name="outlook">Knows what one reader gets next.</param>
/// <param name="readers">Finds the reader.</param>
/// <param name="holds">What keeps it back.</param>
/// <param name="published">The posts.</param>
/// <param name="terminal">Is told what it is.</param>
internal sealed class PreviewChoice(
    EditionPreview preview, ReaderOutlook outlook, OutlookStore readers, HoldStore holds, PublishedPosts published, Terminal terminal)
{
    private const string Nobody = "reader@example.org";

    /// <summary>What a reader of every tag gets, in each language; with nothing due the newest posts.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="latest">The newest N instead of what is due, or null.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<IReadOnlyList<PreviewedMessage>> ForEverybodyAsync(NewsletterOptions newsletter, int? latest, CancellationToken cancellationToken)
    {
        var posts = latest is { } count ? preview.FindLatest(newsletter, count) : await preview.FindDueAsync(newsletter, cancellationToken);
        if (posts.IsEmpty && latest is null)
        {
            posts = preview.FindLatest(newsletter, newsletter.MaxPosts);
            await terminal.Out.WriteLineAsync(posts.IsEmpty
                ? $"{newsletter.Title}: nothing is due, and it has no post to show."
                : string.Create(CultureInfo.InvariantCulture, $"{newsletter.Title}: nothing is due. This is what the newest {posts.Length} posts would look like."));
        }

        return posts.IsEmpty ? [] : [.. newsletter.Languages.Select(language => new PreviewedMessage(new VariantSpec(language, false, posts), Nobody))];
    }

    /// <summary>What one reader gets next; null where there is no such reader, which has been told.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="name">An address or an identifier.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<IReadOnlyList<PreviewedMessage>?> ForReaderAsync(NewsletterOptions newsletter, string name, CancellationToken cancellationToken)
    {
        var key = AddressRules.Read(name).Address?.Key ?? name;
        var reader = await readers.FindReaderAsync(key, cancellationToken);
        if (reader?.Find(newsletter.Name) is not { } subscription || await outlook.DecideAsync(newsletter, subscription, published.Current, cancellationToken) is not { } next)
        {
            await terminal.Error.WriteLineAsync($"'{name}' does not subscribe to {newsletter.Name}.");
            return null;
        }

        if (subscription.State != SubscriptionState.Confirmed) await terminal.Out.WriteLineAsync($"NOTE  The subscription is {subscription.State}: nothing is sent{(subscription.PausedUntil is { } until ? " before " + CommandTime.Say(until) : "")}.");
        if (await holds.FindAsync(newsletter.Name, cancellationToken) is { } hold) await terminal.Out.WriteLineAsync("HELD  " + hold.Advice);
        var when = next.FiresAt is { } at ? $"next at {CommandTime.SayIn(at, next.Zone)}" : "its schedule fires no more";
        var count = next.Planned.Variant?.Posts.Length ?? 0;
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{newsletter.Title} for {reader.Subscriber.Address}: {count} posts are due, {when}."));
        return next.Planned.Variant is { } variant ? [new PreviewedMessage(variant, reader.Subscriber.Address)] : [];
    }
}
