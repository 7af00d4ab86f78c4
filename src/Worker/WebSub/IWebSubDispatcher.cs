namespace Syndication.Worker.WebSub;

/// <summary>Tells one kind of listener what waits to be told.</summary>
internal interface IWebSubDispatcher
{
    /// <summary>Does all that is due. What fails is due again later; what is interrupted is due again once its claim has run out.</summary>
    Task RunDueAsync(CancellationToken cancellationToken);
}
