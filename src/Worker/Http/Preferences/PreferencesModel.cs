using Syndication.Worker.Http.Feeds;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Http.Preferences;

/// <summary>What <c>pages/preferences.html.hbs</c> names as <c>model</c>.</summary>
/// <param name="newsletters">What can be subscribed to.</param>
/// <param name="tags">The tags that they have.</param>
/// <param name="languages">The words.</param>
/// <param name="workflow">Knows what rests and what may be taken back.</param>
/// <param name="subscribe">Knows the wording of consent.</param>
internal sealed class PreferencesModel(
    IReadOnlyList<NewsletterOptions> newsletters, NewsletterTags tags, PageLanguages languages, PreferencesWorkflow workflow, SubscribePages subscribe)
{
    /// <summary>The page of a reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="ticket">What the link is worth.</param>
    /// <param name="token">The link's token.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="note">What was just done, or null.</param>
    public object Of(Reader reader, PreferenceTicket ticket, string token, string language, PreferencesNote? note)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var words = languages.Words(language);
        var known = newsletters.Select(newsletter => (Newsletter: newsletter, Subscription: reader.Find(newsletter.Name))).ToList();
        var mine = known.Where(item => item.Subscription is not null).Select(item => Describe(item.Newsletter, item.Subscription!, language, note)).ToArray();
        var others = known.Where(item => item.Subscription is null).Select(item => Offer(item.Newsletter, language)).ToArray();
        var zone = reader.Subscriptions.Select(subscription => subscription.TimeZone).FirstOrDefault(name => name is not null);
        return new
        {
            address = QueryString.Create("token", token).ToUriComponent(),
            person = words.Fill("preferencesFor", ("address", Mask(reader.Subscriber.Address))),
            note = note is null ? "" : words.Fill(note.Key, ("newsletter", TitleOf(note.Newsletter))),
            noteIsFault = note is { IsFault: true },
            undo = note is { MayUndo: true },
            undoNewsletter = note?.Newsletter ?? "",
            mine,
            none = mine.Length == 0,
            others,
            hasOthers = others.Length > 0,
            regions = ChoiceModels.Zones(zone),
            languages = ChoiceModels.Languages(newsletters.SelectMany(newsletter => newsletter.Languages).Distinct(StringComparer.OrdinalIgnoreCase), reader.Subscriber.Language),
            textOnly = reader.Subscriber.TextOnly,
            hasActive = reader.Subscriptions.Any(subscription => subscription.State is SubscriptionState.Confirmed or SubscriptionState.Paused),
            dataButton = words[ticket.IsRequested ? "dataDownload" : "dataButton"],
        };
    }

    /// <summary>Enough of an address for its reader to know it by, and for nobody else.</summary>
    public static string Mask(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        return System.Globalization.StringInfo.GetNextTextElement(address) + "…" + address[at..];
    }

    private object Describe(NewsletterOptions newsletter, Subscription subscription, string language, PreferencesNote? note)
    {
        var words = languages.Words(language);
        var isActive = subscription.State is SubscriptionState.Confirmed or SubscriptionState.Paused;
        var isPaused = workflow.IsPaused(subscription);
        var offered = TagChoice.Of(tags.Of(newsletter), subscription.Tags, language);
        return new
        {
            name = newsletter.Name,
            title = newsletter.Title,
            textLanguage = newsletter.Languages[0],
            textDirection = LanguageStrings.Direction(newsletter.Languages[0]),
            state = StateOf(subscription, isPaused, language),
            isActive,
            isPaused,
            isEnded = subscription.State == SubscriptionState.Unsubscribed,
            mayReturn = workflow.CanReturn(subscription),
            schedules = ChoiceModels.Schedules(newsletter, subscription.Schedule, words),
            severalSchedules = newsletter.Schedules.Length > 1,
            tags = offered.Tags,
            tagGroups = offered.Groups,
            hasTags = offered.Tags.Count > 0,
            allTags = subscription.Tags is null && note is not { Key: "tagsNone" },
            tagsError = note is { Key: "tagsNone" } && note.Newsletter == newsletter.Name ? words["tagsNone"] : "",
            consent = subscribe.Consent(newsletter, language),
            join = words.Fill("joinButton", ("newsletter", newsletter.Title)),
        };
    }

    private object Offer(NewsletterOptions newsletter, string language) => new
    {
        name = newsletter.Name,
        title = newsletter.Title,
        description = newsletter.Description,
        textLanguage = newsletter.Languages[0],
        textDirection = LanguageStrings.Direction(newsletter.Languages[0]),
        consent = subscribe.Consent(newsletter, language),
        join = languages.Words(language).Fill("joinButton", ("newsletter", newsletter.Title)),
    };

    private string StateOf(Subscription subscription, bool isPaused, string language)
    {
        var words = languages.Words(language);
        return subscription.State switch
        {
            SubscriptionState.Pending => words["statePending"],
            SubscriptionState.Unsubscribed => words["stateUnsubscribed"],
            _ when !isPaused => words["stateConfirmed"],
            _ when subscription.PausedUntil is { } until => words.Fill("statePaused", ("day", FeedListing.Day(until, language))),
            _ => words["statePausedOpen"],
        };
    }

    private string TitleOf(string name) => newsletters.FirstOrDefault(newsletter => newsletter.Name == name)?.Title ?? name;
}
