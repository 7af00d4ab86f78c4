using Syndication.Worker.Http.Pages;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http;

/// <summary><c>/unsubscribe</c>: the page behind a digest's link, and the one-click POST of mail programs (RFC 8058).</summary>
internal static class UnsubscribeEndpoints
{
    /// <summary>Adds the address.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/unsubscribe").AddEndpointFilter<DatabaseTroubleFilter>();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], ShowAsync);
        // RFC 8058 §3.1: no cookie and no other context comes with the POST, so no antiforgery token can; the link's token is the proof.
        group.MapPost("", ChangeAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, SubscriptionWorkflow workflow, LinkPages pages, PageLanguages languages)
    {
        var token = request.Query["token"].ToString();
        var result = await workflow.ReadUnsubscriptionAsync(token, request.HttpContext.RequestAborted);
        var language = languages.Choose(request);
        return result is { Subscription: { State: not SubscriptionState.Unsubscribed } subscription }
            ? pages.AskToUnsubscribe(subscription, token, language)
            : pages.Unsubscription(result, token, language);
    }

    private static async Task<IResult> ChangeAsync(
        HttpRequest request, SubscriptionWorkflow workflow, UnsubscribeAlternatives alternatives, LinkPages pages, PageLanguages languages, NoticePages notices)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return notices.Unreadable(languages.Choose(request), status);
        var token = request.Query["token"].ToString();
        var language = languages.Choose(request, form["lang"].FirstOrDefault());
        // RFC 8058's body says List-Unsubscribe=One-Click: whatever is none of the page's own buttons ends the subscription.
        return form["action"].FirstOrDefault() switch
        {
            "undo" => pages.Undone(await workflow.ResubscribeAsync(token, request.HttpContext.RequestAborted), token, language, "undone"),
            "pause" => await alternatives.PauseAsync(token, language, request.HttpContext.RequestAborted),
            "fewer" => await alternatives.FewerAsync(token, language, request.HttpContext.RequestAborted),
            "tags" => await alternatives.MailLinkAsync(token, language, request.HttpContext.RequestAborted),
            _ => pages.Unsubscription(await workflow.UnsubscribeAsync(token, request.HttpContext.RequestAborted), token, language),
        };
    }
}
