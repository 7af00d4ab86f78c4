using System.Globalization;
using Syndication.Feeds.Content.Explaining;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Outlook;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Writes an answer about a reader for people.</summary>
/// <param name="ledger">Names posts by their files.</param>
internal sealed class ReaderAnswerText(LedgerState ledger)
{
    private const int Shown = 20;
    private const int HashShown = 8;

    /// <summary>The answer's lines.</summary>
    public IEnumerable<string> Lines(ReaderAnswer answer)
    {
        yield return $"{answer.Address}  (subscriber {answer.Id})";
        if (answer.Suppressed is { } reason) yield return $"SUPPRESSED  The address is never mailed ({reason}).";
        if (answer.Subscriptions.Count == 0) yield return "No subscription.";
        foreach (var line in answer.Subscriptions.SelectMany(Subscription)) yield return line;
    }

    private IEnumerable<string> Subscription(SubscriptionAnswer answer)
    {
        var wishes = answer.Subscription;
        yield return "";
        yield return $"{wishes.Newsletter}  {wishes.State}, {wishes.Schedule}, {wishes.TimeZone ?? "the schedule's time zone"}, {(wishes.Tags is { } tags ? "tags " + string.Join(", ", tags) : "every tag")}";
        if (answer.Held is { } held) yield return "HELD  " + held;
        if (answer.Post is { } post)
        {
            yield return $"{Say(post.Verdict)}  {FileOf(post.Id)}";
            yield return post.Because;
            foreach (var rule in post.Rules) yield return "  " + Rule(rule);
        }

        yield return $"next    {Next(answer)}";
        foreach (var file in answer.NextPosts) yield return "          " + file;
        yield return answer.Editions.Count == 0 ? "sent    nothing" : "sent";
        foreach (var line in answer.Editions.Take(Shown).SelectMany(Edition)) yield return line;
        if (answer.Editions.Count > Shown) yield return string.Create(CultureInfo.InvariantCulture, $"  and {answer.Editions.Count - Shown} earlier; --format json has all");
    }

    private IEnumerable<string> Edition(ReaderEdition edition)
    {
        var when = edition.SentAt ?? edition.EndedAt;
        var state = edition.Receipt ?? edition.Delivery;
        var form = $"{edition.Language}{(edition.TextOnly ? ", text alone" : "")}, variant {Cut(edition.Variant ?? "")}";
        yield return $"  {(edition.Schedule == EditionShare.Everyone ? "" : edition.Schedule + " ")}{edition.Occurrence}  {state}{(when is { } at ? " " + CommandTime.Say(at) : "")}  {(edition.EditionState is EditionState.Done ? "" : $"edition {edition.EditionState}, ")}{form}";
        if (edition.Reply is { Length: > 0 } reply) yield return $"    server: {reply}";
        foreach (var post in edition.Posts)
        {
            var isChanged = ledger.Entries.GetValueOrDefault(post.Id) is not { IsLive: true } entry ? ", no longer public" : entry.ContentHash != post.Hash ? ", changed since" : "";
            yield return $"    {FileOf(post.Id)}  text {Cut(post.Hash)}{isChanged}";
        }
    }

    private static string Next(SubscriptionAnswer answer)
    {
        if (answer.Subscription.State is not (SubscriptionState.Confirmed or SubscriptionState.Paused)) return $"nothing: the subscription is {answer.Subscription.State}";
        if (answer.NextThere is not { } when) return "nothing: the schedule fires no more";
        return string.Create(CultureInfo.InvariantCulture, $"{when}: {(answer.NextPosts.Count == 0 ? "nothing is due" : $"{answer.NextPosts.Count} posts")}");
    }

    private string FileOf(string id) => ledger.Entries.GetValueOrDefault(id)?.File ?? id;

    private static string Cut(string hash) => hash[..Math.Min(HashShown, hash.Length)];

    private static string Say(Verdict verdict) => verdict switch
    {
        Verdict.Got => "GOT",
        Verdict.MayHaveGot => "MAY HAVE GOT",
        Verdict.OnItsWay => "ON ITS WAY",
        Verdict.NotYet => "NOT YET",
        _ => "NO",
    };

    private static string Rule(RuleFinding rule)
    {
        var mark = rule.Passes switch
        {
            true => "ok ",
            false => "NO ",
            _ => "   ",
        };
        return $"{mark} {rule.Rule,-14} {rule.Result}";
    }
}
