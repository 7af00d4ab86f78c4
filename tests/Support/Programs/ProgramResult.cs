namespace Syndication.Tests.Support.Programs;

/// <summary>What a program that has ended left.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ProgramResult(int Code, string Output, string Errors);
