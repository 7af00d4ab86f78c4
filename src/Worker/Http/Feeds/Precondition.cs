namespace Syndication.Worker.Http.Feeds;

/// <summary>What a request's conditions come to (RFC 9110 §13.2.2).</summary>
internal enum Precondition
{
    /// <summary>The feed is sent.</summary>
    Met,

    /// <summary>304: the client has this version.</summary>
    NotModified,

    /// <summary>412: the client wants another version than there is.</summary>
    Failed,
}
