namespace Syndication.Worker.Http.SignUp;

/// <summary>Everything that a sign-up is held against.</summary>
/// <param name="Validator">What is wrong with its fields.</param>
/// <param name="Trap">Whether a program sent it.</param>
/// <param name="Origins">Which pages it may come from and lead back to.</param>
internal sealed record SignUpChecks(SignUpValidator Validator, SignUpTrap Trap, SignUpOrigins Origins);
