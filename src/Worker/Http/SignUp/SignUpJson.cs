using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.SignUp;

/// <summary>Takes sign-ups from scripts: JSON in, JSON out, problems by field.</summary>
internal sealed class SignUpJson(
    IReadOnlyList<NewsletterOptions> newsletters, SubscribePages pages, PageLanguages languages, SignUpChecks checks, SignUpWorkflow workflow)
{
    /// <summary>202 for every well-formed sign-up, whoever subscribes already (mail rule 23).</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (!checks.Origins.Allow(request.HttpContext)) return SignUpProblem.Show(StatusCodes.Status403Forbidden, "This origin is not listed in Subscribe:Origins.");
        var (fields, status) = await SignUpFieldsReader.FromJsonAsync(request);
        if (fields is null) return SignUpProblem.Show(status, "The body is no JSON object of a sign-up.");
        var language = languages.Choose(request, fields.Language);
        var words = languages.Words(language);
        if (SubscribeEndpoints.Find(newsletters, fields.Newsletter) is not { } newsletter)
        {
            return SignUpProblem.Show(words["badRequestTitle"], new Dictionary<string, string[]>(StringComparer.Ordinal) { ["newsletter"] = [words["fieldNewsletter"]] });
        }

        var faults = checks.Validator.Faults(fields, newsletter);
        if (faults.Count > 0)
        {
            return SignUpProblem.Show(words["badRequestTitle"], faults.ToDictionary(fault => fault.Key, fault => new[] { words[fault.Value] }, StringComparer.Ordinal));
        }

        if (!checks.Trap.Caught(fields))
        {
            await workflow.SubscribeAsync(SubscribeEndpoints.RequestOf(fields, newsletter, language, pages.Consent(newsletter, language)), request.HttpContext.RequestAborted);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(new { status = "confirm" }, statusCode: StatusCodes.Status202Accepted);
    }
}
