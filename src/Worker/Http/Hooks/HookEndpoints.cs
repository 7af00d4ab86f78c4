namespace Syndication.Worker.Http.Hooks;

/// <summary><c>POST /hooks/content</c>: a repository's host, or a deploy script, says that posts changed.</summary>
internal static partial class HookEndpoints
{
    // GitHub sends up to 25 MB, but a push of a thousand commits takes less than this.
    private const int MaxBody = 5 * 1024 * 1024;

    /// <summary>Maps the hook; without a secret it is not there.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<HookOptions>();
        if (options.Secret is not { } secret) return;
        var signature = new HookSignature(secret, routes.ServiceProvider.GetRequiredService<TimeProvider>());
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Syndication.Worker.Http.Hooks");
        routes.MapPost("/hooks/content", (HttpContext context, HookReceiver receiver) => ReceiveAsync(context, receiver, signature, logger));
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, HookReceiver receiver, HookSignature signature, ILogger logger)
    {
        var request = context.Request;
        if (!HookSignature.IsSigned(request.Headers)) return Refuse(logger, StatusCodes.Status401Unauthorized, "it is not signed");
        if (await ReadAsync(request, context.RequestAborted) is not { } body) return Refuse(logger, StatusCodes.Status413PayloadTooLarge, "it is too large");
        if (!signature.IsValid(request.Headers, body)) return Refuse(logger, StatusCodes.Status403Forbidden, "its signature is wrong");
        // GitHub asks once whether anybody is there.
        if (request.Headers["X-GitHub-Event"] == "ping") return TypedResults.Text("pong\n");
        return receiver.Take(HookEvent.FindBranch(request.ContentType, body))
            ? TypedResults.Text("accepted\n", statusCode: StatusCodes.Status202Accepted)
            : TypedResults.Text("ignored: another branch\n");
    }

    private static IResult Refuse(ILogger logger, int status, string reason)
    {
        LogRefused(logger, reason);
        return TypedResults.StatusCode(status);
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > MaxBody) return null;
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    [LoggerMessage(1040, LogLevel.Warning, "A call of /hooks/content was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
