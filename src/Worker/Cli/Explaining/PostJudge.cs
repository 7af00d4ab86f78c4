using System.Globalization;
using Syndication.Feeds.Content.Explaining;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Outlook;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Says why a reader got a post, does not yet, or does not at all.</summary>
/// <param name="subject">The post and the reader.</param>
internal sealed class PostJudge(PostCase subject)
{
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "public", "hold", "arrival", "settled" };

    /// <summary>The answer.</summary>
    public PostVerdict Judge()
    {
        List<RuleFinding> rules = [.. Selection(), Tags(), Standing(), Suppression(), Hold(), .. Arrival(), .. subject.Carrying.Select(Delivery)];
        var (verdict, because) = Decide(rules);
        return new PostVerdict(subject.Id, verdict, because, rules);
    }

    private (Verdict Verdict, string Because) Decide(List<RuleFinding> rules)
    {
        if (subject.Carrying.FirstOrDefault(edition => edition.Receipt == DeliveryState.Sent) is { } sent)
        {
            var changed = subject.Post is { } post && sent.Posts.First(one => one.Id == subject.Id).Hash != post.Post.ContentHash ? " Its text has changed since." : "";
            return (Verdict.Got, $"Sent {CommandTime.Say(sent.SentAt!.Value)} with {NameOf(sent)}.{changed}");
        }

        if (subject.Carrying.FirstOrDefault(edition => edition.Receipt == DeliveryState.Unknown) is { } unknown)
        {
            return (Verdict.MayHaveGot, $"Handed over {CommandTime.Say(unknown.SentAt!.Value)} with {NameOf(unknown)}; the line was lost before the answer.");
        }

        if (subject.Carrying.FirstOrDefault(edition => edition is { EndedAt: null, IsSuperseded: false, Delivery: not null }) is { } open)
        {
            return open.EditionState == EditionState.Paused
                ? (Verdict.NotYet, $"It is in {NameOf(open)}, which is paused.")
                : (Verdict.OnItsWay, $"It is in {NameOf(open)}: {open.Delivery}.");
        }

        var missed = rules.Where(rule => rule.Passes == false).ToList();
        if (missed.Find(rule => !IsPassing(rule)) is { } never) return (Verdict.No, $"{never.Rule}: {never.Result}.");
        if (missed.Count > 0) return (Verdict.NotYet, $"{missed[0].Rule}: {missed[0].Result}.");
        return subject.Next?.FiresAt is { } at ? (Verdict.NotYet, $"It is due {CommandTime.SayIn(at, subject.Next.Zone)}.") : (Verdict.No, "The schedule fires no more.");
    }

    /// <summary>Whether what speaks against it goes by itself, or when ops say so.</summary>
    private bool IsPassing(RuleFinding rule) =>
        Passing.Contains(rule.Rule) && (rule.Rule != "public" || subject.Answer.Outcome is "scheduled" or "published")
        || (rule.Rule == "subscription" && subject.Subscription.State == SubscriptionState.Paused);

    private IEnumerable<RuleFinding> Selection()
    {
        var isPublic = subject.Answer.Outcome == "published";
        yield return new("public", isPublic ? "it is public" : subject.Answer.Because.TrimEnd('.'), null, null, isPublic);
        if (subject.Post is not { Post: var post }) yield break;
        if (!post.InFeeds || !post.InNewsletters) yield return new("newsletter", post.InFeeds ? "newsletter: false" : "feed: false", post.InFeeds ? "newsletter" : "feed", null, false);
        foreach (var finding in FilterFindings.Of("Where", subject.Newsletter.Where, post.Properties)) yield return finding;
    }

    private RuleFinding Tags()
    {
        if (subject.Subscription.Tags is not { } wanted) return new("tags", "the reader wants every tag", null, null, true);
        var has = subject.Post?.Post.Tags.Select(tag => tag.Slug).ToList() ?? [];
        var passes = has.Exists(tag => wanted.Contains(tag, StringComparer.OrdinalIgnoreCase));
        return new("tags", $"the reader wants {string.Join(" or ", wanted)}; the post has {(has.Count == 0 ? "none" : string.Join(", ", has))}", null, null, subject.Post is null ? null : passes);
    }

    private RuleFinding Standing()
    {
        var (state, since) = (subject.Subscription.State, subject.Subscription.UnsubscribedAt);
        var more = state switch
        {
            SubscriptionState.Paused when subject.Subscription.PausedUntil is { } until => $" until {CommandTime.Say(until)}",
            SubscriptionState.Unsubscribed when since is { } left => $" since {CommandTime.Say(left)}",
            _ => "",
        };
        return new("subscription", state + more, null, null, state == SubscriptionState.Confirmed);
    }

    private RuleFinding Suppression() => subject.Suppressed is { } reason
        ? new("suppression", $"the address is never mailed ({reason})", null, null, false)
        : new("suppression", "the address may be mailed", null, null, true);

    private RuleFinding Hold() => subject.Hold is { } hold ? new("hold", hold.Advice.TrimEnd('.'), null, null, false) : new("hold", "the newsletter is not held", null, null, true);

    private IEnumerable<RuleFinding> Arrival()
    {
        if (subject.Arrival is not { } arrival)
        {
            yield return new("arrival", "it has not arrived at the newsletter yet", null, null, false);
            yield break;
        }

        yield return new("arrival", string.Create(CultureInfo.InvariantCulture, $"arrived {CommandTime.Say(arrival.At)} as number {Math.Abs(arrival.Number)}"), null, null, true);
        if (arrival.Number < 0)
        {
            yield return new("watermark", "ops counted it as announced", null, null, false);
            yield break;
        }

        if (subject.Next is not { } next) yield break;
        var (mark, isGot) = (subject.Subscription.AnnouncedThrough, subject.Carrying.Any());
        if (arrival.Number > next.Through)
        {
            yield return new("settled", $"it has not settled by {(next.FiresAt is { } at ? CommandTime.SayIn(at, next.Zone) : "now")} (Digests:SettleTime)", null, null, false);
        }
        else if (next.Planned.Ranges.Contains(arrival.Number))
        {
            yield return new("watermark", string.Create(CultureInfo.InvariantCulture, $"the reader has heard of all up to {mark}{(arrival.Number <= mark ? ", and is owed this one" : "")}"), null, null, true);
        }
        else
        {
            yield return new("watermark", Say(mark, isGot), null, null, isGot ? null : false);
        }
    }

    private string Say(long mark, bool isGot) => isGot
        ? string.Create(CultureInfo.InvariantCulture, $"the reader has heard of all up to {mark}")
        : string.Create(CultureInfo.InvariantCulture, $"all up to {mark} counts as announced to this reader, who {(subject.Subscription.ConfirmedAt is { } confirmed ? "confirmed " + CommandTime.Say(confirmed) : "never confirmed")}: it was there before, or was not of the reader's tags when it was planned");

    private static RuleFinding Delivery(ReaderEdition edition) => new("edition",
        $"{NameOf(edition)} ({edition.EditionState}): {edition.Receipt ?? edition.Delivery}{(edition.Reply is { Length: > 0 } reply ? ", " + reply : "")}{(edition.IsSuperseded ? ", taken over by a later one" : "")}",
        null, null, null);

    private static string NameOf(ReaderEdition edition) => edition.Schedule == EditionShare.Everyone ? edition.Occurrence : $"{edition.Schedule} {edition.Occurrence}";
}
