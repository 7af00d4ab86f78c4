using System.Data.Common;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Http.SignUp;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Http;

/// <summary>Answers 503 with Retry-After while the database cannot be reached; whoever asked may simply ask again.</summary>
/// <param name="notices">The page that says so.</param>
/// <param name="languages">Its language.</param>
/// <param name="logger">Tells ops.</param>
internal sealed partial class DatabaseTroubleFilter(NoticePages notices, PageLanguages languages, ILogger<DatabaseTroubleFilter> logger) : IEndpointFilter
{
    private const string RetrySeconds = "60";

    /// <summary>A person does not wait longer for a page, and a mailbox provider not for its one click: they ask again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Database.Patience = Patience;
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception.GetBaseException() is TimeoutException || Find(exception) is not null)
        {
            // Not the exception itself: a constraint's message may quote the row.
            LogTrouble(exception.GetType().Name, Find(exception)?.SqlState ?? "");
            context.HttpContext.Response.Headers.RetryAfter = RetrySeconds;
            if (context.HttpContext.Request.HasJsonContentType()) return SignUpProblem.Show(StatusCodes.Status503ServiceUnavailable, "The service cannot reach its database.");
            return notices.Show("unavailable", languages.Choose(context.HttpContext.Request), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static DbException? Find(Exception? exception)
    {
        while (exception is not (null or DbException)) exception = exception.InnerException;
        return exception as DbException;
    }

    [LoggerMessage(5001, LogLevel.Error, "A page could not reach the database: {Exception} {SqlState}")]
    private partial void LogTrouble(string exception, string sqlState);
}
