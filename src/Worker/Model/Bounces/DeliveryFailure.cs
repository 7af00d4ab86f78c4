namespace Syndication.Worker.Model.Bounces;

/// <summary>Why a message did not arrive.</summary>
/// <param name="Kind">Whose trouble it is.</param>
/// <param name="Status">The status of RFC 3463, such as 5.1.1; empty where the server gave none.</param>
public sealed record DeliveryFailure(FailureKind Kind, string Status);
