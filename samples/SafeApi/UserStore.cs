using Microsoft.AspNetCore.Identity;

namespace Shop;

internal sealed record Credentials(string Name, string Password);

internal sealed record User
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string PasswordHash { get; init; }
}

internal sealed class UserStore(IConfiguration configuration)
{
    private readonly PasswordHasher<User> _hasher = new();
    private readonly Dictionary<string, User> _users =
        (configuration.GetSection("Users").Get<User[]>() ?? []).ToDictionary(user => user.Name);

    public IEnumerable<string> Names => _users.Keys;

    public User? FindByName(string name) => _users.GetValueOrDefault(name);

    public User? Find(Credentials credentials) =>
        _users.TryGetValue(credentials.Name, out var user)
        && _hasher.VerifyHashedPassword(user, user.PasswordHash, credentials.Password) != PasswordVerificationResult.Failed
            ? user
            : null;
}
