namespace Syndication.Worker.Http.SignUp;

/// <summary>What is wrong with a sign-up, for scripts (RFC 9457).</summary>
internal static class SignUpProblem
{
    private const string MediaType = "application/problem+json";

    /// <summary>A problem of the whole request.</summary>
    public static IResult Show(int status, string title) => Results.Json(new { type = "about:blank", title, status }, contentType: MediaType, statusCode: status);

    /// <summary>Problems of fields.</summary>
    /// <param name="title">What it comes to.</param>
    /// <param name="errors">Sentences for people, by field.</param>
    public static IResult Show(string title, IReadOnlyDictionary<string, string[]> errors) =>
        Results.Json(new { type = "about:blank", title, status = StatusCodes.Status400BadRequest, errors }, contentType: MediaType, statusCode: StatusCodes.Status400BadRequest);
}
