namespace Syndication.Worker.Storage.Importing;

/// <summary>A line that was not taken.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Reason">A code such as <c>suppressed</c>; <see cref="ImportReasons"/> has them all.</param>
/// <param name="Address">The address as the file has it, for a report that ops asked for; never for logs.</param>
public sealed record ImportRefusal(long Line, string Reason, string Address);
