//! The shop's own form.

use domain::FaultCode::{
    BusinessNumberCheckDigit, PhoneInvalid, RequiredMissing, TextHasControlCharacters, TextTooLong,
};
use domain::{BusinessKind, Field, Shop, ShopForm};

use crate::pairs;

#[test]
fn the_practice_shop_is_sound() {
    let shop = ShopForm::practice().check().unwrap();
    assert_eq!(shop.number().formatted(), "123-45-67891");
    assert_eq!(shop.number().kind(), BusinessKind::IndividualTaxable);
    assert_eq!((shop.name(), shop.owner()), ("행복문구", "김행복"));
    assert_eq!(shop.address(), "서울특별시 중구 세종대로 110");
    assert_eq!(shop.phone().unwrap().formatted(), "02-123-4567");
    assert_eq!((shop.business_type(), shop.business_item()), (Some("도소매"), Some("문구·사무용품")));
    assert_eq!(ShopForm::from(&shop), ShopForm::practice());
}

#[test]
fn only_phone_and_business_may_be_blank() {
    let blank = ShopForm {
        phone: " ".into(),
        business_type: String::new(),
        business_item: "\n".into(),
        ..ShopForm::practice()
    };
    let shop = blank.check().unwrap();
    assert_eq!((shop.phone(), shop.business_type(), shop.business_item()), (None, None, None));
    assert_eq!(
        pairs(&ShopForm::default().check().unwrap_err()),
        [Field::ShopNumber, Field::ShopName, Field::ShopOwner, Field::ShopAddress]
            .map(|field| (field, RequiredMissing))
    );
}

#[test]
fn every_fault_is_told_at_once_in_form_order() {
    let form = ShopForm {
        number: "123-45-67890".into(),
        name: "a".repeat(71),
        owner: "김\n행복".into(),
        address: "a".repeat(151),
        phone: "02".into(),
        business_type: "가".repeat(41),
        business_item: "a".repeat(41),
    };
    assert_eq!(
        pairs(&form.check().unwrap_err()),
        [
            (Field::ShopNumber, BusinessNumberCheckDigit),
            (Field::ShopName, TextTooLong),
            (Field::ShopOwner, TextHasControlCharacters),
            (Field::ShopAddress, TextTooLong),
            (Field::ShopPhone, PhoneInvalid),
            (Field::ShopBusinessType, TextTooLong),
            (Field::ShopBusinessItem, TextTooLong),
        ]
    );
}

#[test]
fn the_longest_texts_still_fit() {
    let form = ShopForm {
        name: "가".repeat(70),
        owner: "가".repeat(70),
        address: "가".repeat(150),
        business_type: "가".repeat(40),
        business_item: "가".repeat(40),
        ..ShopForm::practice()
    };
    assert!(form.check().is_ok());
}

#[test]
fn json_goes_through_the_form() {
    let shop = ShopForm::practice().check().unwrap();
    let json = serde_json::to_string(&shop).unwrap();
    assert_eq!(serde_json::from_str::<Shop>(&json).unwrap(), shop);
    let refused = serde_json::from_str::<Shop>(&json.replace("67891", "67890")).unwrap_err();
    assert!(refused.to_string().contains("shop_number: business_number_check_digit"));
}
