using Syndication.Worker.Http.Pages;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http;

/// <summary><c>/confirm</c>: where a confirmation mail leads. Mail scanners fetch links, so only the page's button confirms.</summary>
internal static class ConfirmEndpoints
{
    /// <summary>Adds the address.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/confirm").AddEndpointFilter<DatabaseTroubleFilter>();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], ShowAsync);
        group.MapPost("", ConfirmAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, SubscriptionWorkflow workflow, LinkPages pages, PageLanguages languages)
    {
        var token = request.Query["token"].ToString();
        var result = await workflow.ReadConfirmationAsync(token, request.HttpContext.RequestAborted);
        var language = languages.Choose(request);
        return result is { Subscription: { State: SubscriptionState.Pending } subscription }
            ? pages.AskToConfirm(subscription, token, language)
            : pages.Confirmation(result, language);
    }

    private static async Task<IResult> ConfirmAsync(HttpRequest request, SubscriptionWorkflow workflow, LinkPages pages, PageLanguages languages, NoticePages notices)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return notices.Unreadable(languages.Choose(request), status);
        var result = await workflow.ConfirmAsync(request.Query["token"], request.HttpContext.RequestAborted);
        return pages.Confirmation(result, languages.Choose(request, form["lang"].FirstOrDefault()));
    }
}
