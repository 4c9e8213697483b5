//! The shop's row and the settings.

use domain::ShopForm;
use store::BookError;

use crate::support::{book, book_on_disk, raw};

#[test]
fn the_shop_reads_back_and_the_last_one_saved_counts() {
    let book = book();
    assert!(book.read(|r| r.shop()).unwrap().is_none());
    let practice = ShopForm::practice().check().unwrap();
    let moved =
        ShopForm { address: "부산광역시 중구 1".into(), phone: String::new(), ..ShopForm::practice() };
    let moved = moved.check().unwrap();
    for shop in [&practice, &moved] {
        book.write(|w| w.save_shop(shop)).unwrap();
        assert_eq!(book.read(|r| r.shop()).unwrap().as_ref(), Some(shop));
    }
}

#[test]
fn a_shop_that_no_longer_passes_its_check_is_damage_not_a_shop() {
    let (_folder, path, book) = book_on_disk();
    book.write(|w| w.save_shop(&ShopForm::practice().check().unwrap())).unwrap();
    raw(&path).execute_batch("DROP TRIGGER shop_fixed; UPDATE shop SET number = '123-45-67890'").unwrap();
    let error = book.read(|r| r.shop()).unwrap_err();
    assert!(matches!(error, BookError::Corrupt { table: "shop", .. }), "{error:?}");
    assert!(!error.to_string().contains("67890"), "{error}");
}

#[test]
fn a_setting_keeps_the_last_text() {
    let book = book();
    book.write(|w| {
        w.save_setting("theme", "dark")?;
        w.save_setting("theme", "light")?;
        w.save_setting("language", "ko")
    })
    .unwrap();
    let (theme, none, all) =
        book.read(|r| Ok((r.setting("theme")?, r.setting("printer")?, r.settings()?))).unwrap();
    assert_eq!((theme.as_deref(), none), (Some("light"), None));
    assert_eq!(
        all.into_iter().collect::<Vec<_>>(),
        [("language".into(), "ko".into()), ("theme".into(), "light".into())]
    );
}
