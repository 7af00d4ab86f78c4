using Syndication.Worker.Http.Pages;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http;

/// <summary>The pages that links in mails lead to. They name the newsletter, never the reader.</summary>
/// <param name="pages">Renders them.</param>
/// <param name="languages">Holds their words.</param>
/// <param name="notices">Renders those without a form.</param>
/// <param name="newsletters">Their titles.</param>
/// <param name="workflow">Knows what may be undone.</param>
internal sealed class LinkPages(
    PageRenderer pages, PageLanguages languages, NoticePages notices, IReadOnlyList<NewsletterOptions> newsletters, SubscriptionWorkflow workflow)
{
    /// <summary>Asks for the click that confirms.</summary>
    public IResult AskToConfirm(Subscription subscription, string token, string language)
    {
        var words = languages.Words(language);
        var text = words.Fill("confirmText", ("newsletter", TitleOf(subscription)), ("schedule", words.Schedule(subscription.Schedule)));
        return Form("confirm", language, "confirmTitle", text, token, "confirm", "confirmButton");
    }

    /// <summary>What a confirmation led to.</summary>
    public IResult Confirmation(TokenResult result, string language) => result switch
    {
        { Status: TokenStatus.Unknown } => notices.Show("unknownLink", language, StatusCodes.Status400BadRequest),
        { Subscription.State: SubscriptionState.Confirmed or SubscriptionState.Paused } => Confirmed(result.Subscription, language),
        { Subscription.State: SubscriptionState.Unsubscribed } => notices.Show("ended", language, StatusCodes.Status410Gone, signUp: true),
        _ => notices.Show("expired", language, StatusCodes.Status410Gone, signUp: true),
    };

    /// <summary>Asks for the click that unsubscribes.</summary>
    public IResult AskToUnsubscribe(Subscription subscription, string token, string language)
    {
        var text = languages.Words(language).Fill("unsubscribeText", ("newsletter", TitleOf(subscription)));
        return Form("unsubscribe", language, "unsubscribeTitle", text, token, "unsubscribe", "unsubscribeButton");
    }

    /// <summary>What an unsubscription led to; the same again and again.</summary>
    public IResult Unsubscription(TokenResult result, string token, string language)
    {
        if (result.Status != TokenStatus.Valid) return notices.Show("unknownLink", language, StatusCodes.Status400BadRequest);
        if (result.Subscription is not { } subscription) return notices.Show("gone", language, StatusCodes.Status200OK, signUp: true);
        var text = languages.Words(language).Fill("unsubscribedText", ("newsletter", TitleOf(subscription)));
        return workflow.CanResubscribe(subscription)
            ? Form("unsubscribe", language, "unsubscribedTitle", text, token, "undo", "undoButton", subscription)
            : Done(language, "unsubscribedTitle", text, signUp: true);
    }

    /// <summary>What taking an unsubscription back led to.</summary>
    /// <param name="result">What it led to.</param>
    /// <param name="token">The link's token.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="key">Of the words: undone, paused or fewer.</param>
    public IResult Undone(TokenResult result, string token, string language, string key)
    {
        if (result.Subscription is not { State: SubscriptionState.Confirmed or SubscriptionState.Paused } subscription) return Unsubscription(result, token, language);
        var words = languages.Words(language);
        return Done(language, key + "Title", words.Fill(key + "Text", ("newsletter", TitleOf(subscription)), ("schedule", words.Schedule(subscription.Schedule))));
    }

    private IResult Confirmed(Subscription subscription, string language)
    {
        var words = languages.Words(language);
        return Done(language, "confirmedTitle", words.Fill("confirmedText", ("newsletter", TitleOf(subscription)), ("schedule", words.Schedule(subscription.Schedule))));
    }

    private IResult Done(string language, string title, string text, bool signUp = false)
    {
        var words = languages.Words(language);
        return pages.Render("notice", language, words[title], new { title = words[title], text, good = true, signUp });
    }

    private IResult Form(string page, string language, string title, string text, string token, string action, string button, Subscription? ended = null)
    {
        var words = languages.Words(language);
        var address = QueryString.Create("token", token).ToUriComponent();
        var fewer = ended is null || UnsubscribeAlternatives.FewerThan(ended, newsletters) is not { } schedule ? "" : words.Fill("insteadFewer", ("schedule", words.Schedule(schedule)));
        return pages.Render("ask", language, words[title], new { title = words[title], text, page, address, action, button = words[button], undo = ended is not null, fewer });
    }

    private string TitleOf(Subscription subscription) =>
        newsletters.FirstOrDefault(newsletter => newsletter.Name == subscription.Newsletter)?.Title ?? subscription.Newsletter;
}
