namespace Syndication.Worker.Http.Ops;

/// <summary>Marks a connection that came in on the ops listener; a feature of the connection, so a request cannot claim it.</summary>
internal sealed class OpsConnection
{
    /// <summary>The only one.</summary>
    public static OpsConnection Mark { get; } = new();

    /// <summary>Whether a request came in on the ops listener.</summary>
    public static bool IsOf(HttpContext context) => context.Features.Get<OpsConnection>() is not null;
}
