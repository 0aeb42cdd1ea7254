//! The words by which WhatsApp bills messages, and the category that each means.
//!
//! Not responsible for words of other products.

use crate::tables::values::Category;

/// The category that a billing word means; `None` inside where it is known and means none.
pub fn category(word: &str) -> Option<Option<Category>> {
    Some(match word {
        "marketing" | "marketing_lite" | "group_marketing" => Some(Category::Marketing),
        "utility" | "group_utility" => Some(Category::Utility),
        "authentication" | "authentication-international" | "authentication_international" => {
            Some(Category::Authentication)
        }
        "service" | "group_service" | "referral_conversion" | "user_initiated" => Some(Category::Service),
        "" | "business_initiated" => None,
        _ if word.bytes().any(|byte| byte.is_ascii_uppercase()) => return category(&word.to_ascii_lowercase()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_age_have_their_category() {
        assert_eq!(category("MARKETING"), Some(Some(Category::Marketing)));
        assert_eq!(category("authentication-international"), Some(Some(Category::Authentication)));
        assert_eq!(category("business_initiated"), Some(None));
        assert_eq!(category("weather"), None);
    }
}
