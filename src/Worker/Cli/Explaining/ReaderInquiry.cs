using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Outlook;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Outlook;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Finds out what one reader got, and gets next; it changes nothing.</summary>
/// <param name="newsletters">The newsletters.</param>
/// <param name="readers">Finds the reader.</param>
/// <param name="history">What the reader was sent.</param>
/// <param name="outlook">What comes next.</param>
/// <param name="holds">What is held.</param>
/// <param name="arrivals">When the post arrived where.</param>
internal sealed class ReaderInquiry(
    IReadOnlyList<NewsletterOptions> newsletters, OutlookStore readers, ReaderHistoryStore history, ReaderOutlook outlook, HoldStore holds, ArrivalStore arrivals)
{
    /// <summary>The answer, or null where nobody is called that.</summary>
    /// <param name="name">An address key, or an identifier of a subscriber or a subscription.</param>
    /// <param name="posts">The posts that are public or scheduled.</param>
    /// <param name="post">The post that is asked about, or null.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<ReaderAnswer?> AskAsync(string name, FuturePosts posts, PostAnswer? post, CancellationToken cancellationToken)
    {
        if (await readers.FindReaderAsync(name, cancellationToken) is not { } reader) return null;
        var suppressed = await history.FindSuppressionAsync(reader.AddressKey, cancellationToken);
        var arrived = post?.Identity is { } identity ? await arrivals.ReadOfPostAsync(identity.Id, cancellationToken) : null;
        var answers = new List<SubscriptionAnswer>();
        foreach (var subscription in reader.Subscriptions)
        {
            var answer = new SubscriptionAnswer { Subscription = subscription, Editions = await history.ReadAsync(subscription, cancellationToken) };
            if (newsletters.FirstOrDefault(newsletter => newsletter.Name == subscription.Newsletter) is not { } newsletter)
            {
                answers.Add(answer with { Held = "The newsletter is not configured any more." });
                continue;
            }

            var hold = await holds.FindAsync(newsletter.Name, cancellationToken);
            var next = await outlook.DecideAsync(newsletter, subscription, posts.State, cancellationToken);
            answer = answer with { Held = hold?.Advice };
            if (next is not null && subscription.State is (SubscriptionState.Confirmed or SubscriptionState.Paused)) answer = WithNext(answer, next, posts);
            if (post?.Identity is not null) answer = answer with { Post = Judge(newsletter, answer, post, posts, (suppressed, hold, next, arrived!)) };
            answers.Add(answer);
        }

        return new ReaderAnswer(reader.Subscriber.Id, reader.Subscriber.Address, suppressed, answers);
    }

    private static PostVerdict Judge(
        NewsletterOptions newsletter, SubscriptionAnswer answer, PostAnswer post, FuturePosts posts,
        (SuppressionReason? Suppressed, Hold? Hold, NextDelivery? Next, IReadOnlyDictionary<string, (long Number, DateTimeOffset At)> Arrived) known) =>
        new PostJudge(new PostCase
        {
            Answer = post,
            Id = post.Identity!.Id,
            Post = posts.State.Posts.GetValueOrDefault(post.Identity.Id),
            Newsletter = newsletter,
            Subscription = answer.Subscription,
            Suppressed = known.Suppressed,
            Hold = known.Hold,
            Arrival = known.Arrived.TryGetValue(newsletter.Name, out var arrival) ? arrival : null,
            History = answer.Editions,
            Next = known.Next,
        }).Judge();

    private static SubscriptionAnswer WithNext(SubscriptionAnswer answer, NextDelivery next, FuturePosts posts) => answer with
    {
        NextAt = next.FiresAt,
        NextThere = next.FiresAt is { } at ? CommandTime.SayIn(at, next.Zone) : null,
        NextPosts = next.Planned.Variant is { } variant ? [.. variant.Posts.Select(post => posts.State.Posts[post.Id].Post.File)] : [],
    };
}
